// An answer in React Native. Put the bundle into android/app/src/main/assets/policies, and into the iOS app as a folder
// reference named "policies". Needs react-native-webview; `mainBundle` is the path of the app, such as
// MainBundlePath of react-native-fs. Only its syntax was checked where this was written: it was not run on a device.
import React from 'react';
import { Linking, PixelRatio, Platform } from 'react-native';
import { WebView } from 'react-native-webview';

export function Answer({ answers, question = 'QUESTION', policy = 'POLICY', mainBundle = '' }) {
  // `answers` is the parsed answers.json: import answers from './policies/POLICY/answers.json'
  const found = answers.questions.find(each => each.id === question);
  const page = found ? found.embed : answers.policy.embed; // an id that is not there leads to all answers
  const root = Platform.OS === 'android' ? 'file:///android_asset/policies/' : `file://${mainBundle}/policies/`;
  const [path, fragment] = `${root}${policy}/${page}`.split('#');
  const uri = `${path}?size=${Math.round(PixelRatio.getFontScale() * 100)}${fragment ? `#${fragment}` : ''}`;
  const leaves = url => /^(https?|mailto|tel):/.test(url);
  return React.createElement(WebView, {
    source: { uri },
    originWhitelist: ['*'],
    allowFileAccess: true,
    textZoom: 100,
    allowingReadAccessToURL: root,
    incognito: true,
    onShouldStartLoadWithRequest: ({ url }) => {
      if (!leaves(url)) return true;
      Linking.openURL(url); // links that leave are the system's
      return false;
    },
  });
}
