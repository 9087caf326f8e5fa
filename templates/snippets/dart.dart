// An answer in a Flutter web view. Put the bundle into assets/policies, and name each of its folders under `assets:`
// in pubspec.yaml. Needs webview_flutter and url_launcher.
// Not compiled where this was written: there was no Dart compiler at hand.
import 'dart:convert';

import 'package:flutter/services.dart';
import 'package:flutter/widgets.dart';
import 'package:url_launcher/url_launcher.dart';
import 'package:webview_flutter/webview_flutter.dart';

Future<String> answerPage(String policy, String question) async {
  final file = await rootBundle.loadString('assets/policies/$policy/answers.json');
  final questions = (jsonDecode(file) as Map<String, dynamic>)['questions'] as List<dynamic>;
  for (final each in questions) {
    if (each['id'] == question) return 'assets/policies/$policy/${(each['embed'] as String).split('#').first}';
  }
  return 'assets/policies/$policy/embed/index.html'; // an id that is not there leads to all answers
}

class AnswerView extends StatefulWidget {
  const AnswerView({super.key, this.policy = 'POLICY', this.question = 'QUESTION'});

  final String policy;
  final String question;

  @override
  State<AnswerView> createState() => _AnswerViewState();
}

class _AnswerViewState extends State<AnswerView> {
  late final WebViewController _web = WebViewController()
    ..setJavaScriptMode(JavaScriptMode.unrestricted)
    ..setNavigationDelegate(NavigationDelegate(
      onNavigationRequest: (request) {
        final url = Uri.parse(request.url);
        if (!{'http', 'https', 'mailto', 'tel'}.contains(url.scheme)) return NavigationDecision.navigate;
        launchUrl(url, mode: LaunchMode.externalApplication); // links that leave are the system's
        return NavigationDecision.prevent;
      },
    ));

  @override
  void initState() {
    super.initState();
    answerPage(widget.policy, widget.question).then(_web.loadFlutterAsset);
  }

  @override
  Widget build(BuildContext context) => WebViewWidget(controller: _web);
}
