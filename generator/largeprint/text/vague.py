"""Words of links that say nothing, by language: what a link must not be called. Part of the table by language."""

from __future__ import annotations

import re

_MORE = re.compile(r"\s*(?:[^.…]{0,30}(?:\.\.\.|…|»|→)|(?:read |learn |see )?more|)\s*", re.IGNORECASE)


def is_more(words: str) -> bool:
    """Whether the words of a link that closes an answer only say that there is more, in any language: "More...",
    "Mehr dazu …". The digests of released texts rest on it, so that it stays as it is; ``onward_words`` go beyond it.
    """
    return bool(_MORE.fullmatch(words))


_HERE = {
    "ar": "هنا|اضغط هنا|انقر هنا|هذا|هذه|الرابط|هذا الرابط|هذه الصفحة",
    "cs": "zde|tady|klikněte zde|sem|tento|tento odkaz|odkaz|tato stránka|této stránce",
    "da": "her|klik her|dette|denne|link|linket|dette link|denne side",
    "de": "hier|hier klicken|klicken sie hier|klick hier|dies|diese|dieser|link|dieser link|diesem link|"
    "diese seite|dieser seite",
    "el": "εδώ|κάντε κλικ εδώ|πατήστε εδώ|αυτό|σύνδεσμος|αυτή η σελίδα",
    "en": "here|click here|click|press here|tap here|over here|this|that|it|link|the link|this link|page|"
    "this page|the page|this one",
    "es": "aquí|haga clic aquí|haz clic aquí|pulse aquí|esto|este|esta|enlace|este enlace|el enlace|página|esta página",
    "fa": "اینجا|این جا|اینجا کلیک کنید|این|پیوند|لینک|این پیوند|این لینک|این صفحه",
    "fi": "tästä|täällä|tässä|klikkaa tästä|tämä|linkki|tämä linkki|tämä sivu",
    "fr": "ici|cliquez ici|cliquer ici|là|ceci|cela|lien|ce lien|le lien|page|cette page|la page",
    "he": "כאן|לחצו כאן|לחץ כאן|פה|זה|קישור|הקישור|קישור זה|דף זה",
    "hi": "यहाँ|यहां|यहाँ क्लिक करें|यहां क्लिक करें|यह|इस|लिंक|यह लिंक|इस लिंक|यह पृष्ठ|इस पृष्ठ",
    "it": "qui|clicca qui|cliccate qui|clicchi qui|questo|questa|link|questo link|il link|pagina|questa pagina",
    "ja": "こちら|ここ|ここをクリック|こちらをクリック|これ|この|リンク|このリンク|このページ|ページ",
    "ko": "여기|여기를|여기에서|여기를 클릭|이곳|이것|이|링크|이 링크|이 페이지|페이지",
    "nb": "her|klikk her|dette|denne|lenke|lenken|denne lenken|denne siden",
    "nl": "hier|klik hier|dit|deze|link|deze link|de link|pagina|deze pagina",
    "pl": "tutaj|tu|kliknij tutaj|kliknij tu|to|ten|link|ten link|ta strona|tej stronie",
    "pt": "aqui|clique aqui|isto|isso|este|esta|link|este link|o link|página|esta página",
    "ru": "здесь|тут|нажмите здесь|сюда|это|этот|ссылка|ссылке|по ссылке|эта ссылка|по этой ссылке|"
    "эта страница|на этой странице",
    "sv": "här|klicka här|detta|denna|länk|länken|denna länk|denna sida",
    "th": "ที่นี่|คลิกที่นี่|นี่|นี้|ลิงก์|ลิงก์นี้|หน้านี้",
    "tr": "burada|buraya|buradan|burası|buraya tıklayın|tıklayın|bu|bağlantı|bu bağlantı|bu sayfa",
    "uk": "тут|натисніть тут|сюди|це|цей|посилання|за посиланням|ця сторінка",
    "zh": "这里|此处|点击这里|点击此处|点此|这|这个|此|链接|此链接|该链接|本页|此页面|"
    "這裡|此處|點擊這裡|點擊此處|點此|這|這個|連結|此連結|本頁",
}
"""Words that point, and do not say at what."""

_FURTHER = {
    "ar": "المزيد|اقرأ المزيد",
    "cs": "více|číst více|více informací",
    "da": "mere|læs mere|se mere",
    "de": "mehr|mehr lesen|weiterlesen|mehr dazu|mehr erfahren|mehr informationen|weitere informationen",
    "el": "περισσότερα|διαβάστε περισσότερα",
    "en": "more|read more|learn more|see more|find out more|more information|more info|details",
    "es": "más|leer más|ver más|saber más|más información",
    "fa": "بیشتر|بیشتر بخوانید|اطلاعات بیشتر",
    "fi": "lisää|lue lisää|lisätietoja",
    "fr": "plus|en savoir plus|lire la suite|voir plus|plus d'informations|plus d’informations",
    "he": "עוד|קרא עוד|קראו עוד|מידע נוסף",
    "hi": "और|और पढ़ें|अधिक|अधिक जानें|अधिक जानकारी",
    "it": "più|leggi di più|scopri di più|maggiori informazioni|ulteriori informazioni",
    "ja": "もっと|もっと見る|続きを読む|詳細|詳しくはこちら|詳細はこちら",
    "ko": "더|더 보기|더보기|자세히|자세히 보기|자세히 알아보기",
    "nb": "mer|les mer|se mer",
    "nl": "meer|lees meer|meer lezen|meer informatie",
    "pl": "więcej|czytaj więcej|więcej informacji|dowiedz się więcej",
    "pt": "mais|leia mais|ler mais|ver mais|saiba mais|saber mais|mais informações",
    "ru": "ещё|еще|больше|подробнее|читать далее|узнать больше|узнать подробнее",
    "sv": "mer|läs mer|se mer|mer information",
    "th": "เพิ่มเติม|อ่านเพิ่มเติม|ดูเพิ่มเติม",
    "tr": "daha fazla|daha fazlası|devamını oku|daha fazla bilgi",
    "uk": "більше|детальніше|читати далі",
    "zh": "更多|查看更多|阅读更多|了解更多|详情|查看详情|更多資訊|了解更多資訊|詳情",
}
"""Words that say that there is more, and not of what."""

_ALIKE = {"no": "nb", "nn": "nb"}


def vague_words(base: str) -> frozenset[str]:
    """The words of a language (its base tag, "zh") that as a whole link say nothing; empty where none are known."""
    return _VAGUE.get(_ALIKE.get(base, base), frozenset())


def onward_words(base: str) -> frozenset[str]:
    """Those of them that say that there is more; empty where none are known."""
    return _ONWARD.get(_ALIKE.get(base, base), frozenset())


_ONWARD = {code: frozenset(words.split("|")) for code, words in _FURTHER.items()}
_VAGUE = {code: frozenset(words.split("|")) | _ONWARD[code] for code, words in _HERE.items()}
