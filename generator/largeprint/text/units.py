"""Words of figures by language: numbers, units of time and measure, currencies. Part of the table by language."""

from __future__ import annotations

ENGLISH_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {
    word: number
    for number, word in zip(range(30, 100, 10), "thirty forty fifty sixty seventy eighty ninety".split(), strict=True)
}
ENGLISH_TIMES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
ENGLISH_MONTHS = {
    name: number
    for number, row in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|"
        "october oct|november nov|december dec".split("|"),
        start=1,
    )
    for name in row.split()
}

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400

TIME = {"second": ("s", 1), "minute": ("s", _MINUTE), "hour": ("s", _HOUR), "day": ("s", _DAY), "week": ("s", 7 * _DAY)}
TIME |= {"month": ("month", 1), "quarter": ("month", 3), "year": ("month", 12)}
"""A unit as a number of seconds or of months. A month is no number of days: 30 days and one month are not the same."""

TIME_UNITS = {
    "en": "second=second seconds|minute=minute minutes|hour=hour hours hrs|day=day days|week=week weeks|"
    "month=month months|quarter=quarters|year=year years",
    "de": "minute=Minute Minuten|hour=Stunde Stunden|day=Tag Tage Tagen|week=Woche Wochen|month=Monat Monate Monaten "
    "Monats|year=Jahr Jahre Jahren",
    "fr": "minute=minute minutes|hour=heure heures|day=jour jours|week=semaine semaines|month=mois|"
    "year=an ans année années",
    "es": "minute=minuto minutos|hour=hora horas|day=día días|week=semana semanas|month=mes meses|year=año años",
    "it": "minute=minuto minuti|hour=ora ore|day=giorno giorni|week=settimana settimane|month=mese mesi|year=anno anni",
    "pt": "minute=minuto minutos|hour=hora horas|day=dia dias|week=semana semanas|month=mês meses|year=ano anos",
    "nl": "minute=minuut minuten|hour=uur uren|day=dag dagen|week=week weken|month=maand maanden|year=jaar jaren",
    "sv": "minute=minut minuter|hour=timme timmar|day=dag dagar|week=vecka veckor|month=månad månader|year=år",
    "da": "minute=minut minutter|hour=time timer|day=dag dage|week=uge uger|month=måned måneder|year=år",
    "nb": "minute=minutt minutter|hour=time timer|day=dag dager|week=uke uker|month=måned måneder|year=år",
    "pl": "minute=minuta minuty minut|hour=godzina godziny godzin|day=dzień dni|week=tydzień tygodnie tygodni|"
    "month=miesiąc miesiące miesięcy|year=rok lata lat",
    "ru": "minute=минута минуты минут|hour=час часа часов|day=день дня дней|week=неделя недели недель|"
    "month=месяц месяца месяцев|year=год года лет",
    "zh": "minute=分钟 分鐘|hour=小时 小時 个小时 個小時|day=天 日 个工作日 個工作日|week=周 週 星期 个星期|"
    "month=个月 個月|year=年",
    "ja": "minute=分|hour=時間|day=日 日間|week=週間|month=か月 ヶ月 カ月 ヵ月|year=年 年間",
}
"""By language, the writings of each unit of time behind digits; where there are none, periods are not read."""

CURRENCIES = {
    "EUR": "€ eur euro euros",
    "GBP": "£ gbp pound pounds",
    "USD": "$ us$ usd dollar dollars",
    "JPY": "¥ jpy yen",
    "CNY": "cny rmb yuan",
    "CHF": "chf franc francs",
    "INR": "₹ inr rupee rupees",
    "KRW": "₩ krw won",
}
"""The writings of a currency: signs and codes in every language, words in English."""

MEASURES = {
    "kg": "kg kilogram kilograms kilo kilos",
    "km": "km kilometre kilometres kilometer kilometers",
    "mile": "mile miles",
    "metre": "metre metres meter meters",
    "MB": "mb megabyte megabytes",
    "GB": "gb gigabyte gigabytes",
    "TB": "tb terabyte terabytes",
}
"""The writings of other units."""

UNSPACED = frozenset(["zh", "ja"])
"""Languages that write no blank behind a unit."""

POINT_IN_THOUSANDS = frozenset("de es it pt nl da nb id tr".split())
"""Languages that write 1.000 for a thousand, and 1,5 for one and a half."""
