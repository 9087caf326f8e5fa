// An answer in a WebView. Put the bundle into src/main/assets/policies.
// Needs androidx.webkit:webkit. Not compiled where this was written: there was no Kotlin compiler at hand.
import android.annotation.SuppressLint
import android.content.Context
import android.content.Intent
import android.webkit.WebResourceRequest
import android.webkit.WebResourceResponse
import android.webkit.WebView
import android.webkit.WebViewClient
import androidx.webkit.WebViewAssetLoader

private const val HOST = "https://appassets.androidplatform.net/assets/"

@SuppressLint("SetJavaScriptEnabled") // scripts may stay off: everything can be read without
fun answerView(context: Context, policy: String = "POLICY", question: String = "QUESTION"): WebView {
    val assets = WebViewAssetLoader.Builder()
        .addPathHandler("/assets/", WebViewAssetLoader.AssetsPathHandler(context))
        .build()
    // An id that is not there leads to all answers.
    val there = context.assets.list("policies/$policy/embed/$question").orEmpty().contains("index.html")
    val page = if (there) "$policy/embed/$question/index.html" else "$policy/embed/index.html"
    return WebView(context).apply {
        settings.javaScriptEnabled = true
        settings.allowFileAccess = false
        settings.textZoom = (resources.configuration.fontScale * 100).toInt()
        webViewClient = object : WebViewClient() {
            override fun shouldInterceptRequest(view: WebView, request: WebResourceRequest): WebResourceResponse? =
                assets.shouldInterceptRequest(request.url)

            // Links that leave are the system's.
            override fun shouldOverrideUrlLoading(view: WebView, request: WebResourceRequest): Boolean {
                if (request.url.toString().startsWith(HOST)) return false
                runCatching { context.startActivity(Intent(Intent.ACTION_VIEW, request.url)) }
                return true
            }
        }
        loadUrl("${HOST}policies/$page")
    }
}
