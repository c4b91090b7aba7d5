"""Languages as an article's tags name them: `nl-NL`, `en-US`, `ja-JP`."""

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError


@dataclass(frozen=True, slots=True)
class Language:
    """A language with its region."""

    tag: str
    """BCP 47 tag, such as `nl-NL`."""

    @property
    def code(self) -> str:
        """The language alone, lower case: `nl`."""
        return self.tag.replace("_", "-").split("-")[0].lower()

    @property
    def name(self) -> str:
        """The language's own name for itself: `Nederlands`."""
        locale = self._locale()
        own = locale.get_language_name(locale.language) if locale else None
        return own[:1].upper() + own[1:] if own else self.tag

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        locale = self._locale()
        return "rtl" if locale and locale.text_direction == "rtl" else "ltr"

    def matches(self, name: str) -> bool:
        """Tell whether `name` (a tag or a bare code, any case) means this language."""
        return name.lower().replace("_", "-") in {self.tag.lower(), self.code}

    def _locale(self) -> Locale | None:
        try:
            return Locale.parse(self.code)
        except (UnknownLocaleError, ValueError):
            return None
