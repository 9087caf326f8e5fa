// An answer in a WKWebView. Add the bundle to the app as a folder reference named "policies".
// Not compiled where this was written: there was no Swift compiler at hand.
import UIKit
import WebKit

final class AnswerViewController: UIViewController, WKNavigationDelegate {
    private let policy: String
    private let question: String

    init(policy: String = "POLICY", question: String = "QUESTION") {
        self.policy = policy
        self.question = question
        super.init(nibName: nil, bundle: nil)
    }

    required init?(coder: NSCoder) { fatalError("made in code") }

    override func loadView() {
        let configuration = WKWebViewConfiguration()
        configuration.websiteDataStore = .nonPersistent()
        let web = WKWebView(frame: .zero, configuration: configuration)
        web.navigationDelegate = self
        web.allowsBackForwardNavigationGestures = true
        view = web
        guard let root = Bundle.main.url(forResource: "policies", withExtension: nil) else { return }
        let all = root.appendingPathComponent("\(policy)/embed/index.html")
        let one = root.appendingPathComponent("\(policy)/embed/\(question)/index.html")
        // An id that is not there leads to all answers.
        let page = FileManager.default.fileExists(atPath: one.path) ? one : all
        var parts = URLComponents(url: page, resolvingAgainstBaseURL: false)!
        let size = Int(UIFontMetrics.default.scaledValue(for: 100))  // the reader's own letter size, in percent
        parts.queryItems = [URLQueryItem(name: "size", value: String(size))]
        web.loadFileURL(parts.url!, allowingReadAccessTo: root)
    }

    // Links that leave are the system's.
    func webView(
        _ webView: WKWebView, decidePolicyFor action: WKNavigationAction,
        decisionHandler: @escaping (WKNavigationActionPolicy) -> Void
    ) {
        guard let url = action.request.url, !url.isFileURL else { return decisionHandler(.allow) }
        UIApplication.shared.open(url)
        decisionHandler(.cancel)
    }
}
