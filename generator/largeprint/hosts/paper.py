"""A page as a PDF, or in plain words what is missing on this machine."""

from __future__ import annotations

from largeprint.model.finding import BusyError


def pdf_of(page: bytes, rest: str = "") -> bytes:
    """The PDF of a page that stands alone. Raises ``BusyError`` with what to install; ``rest`` says what there is
    without it."""
    from largeprint.outputs.packet_pdf import as_pdf

    try:
        return as_pdf(page)
    except ImportError:
        message = f"The PDF was not made: it needs an extra that is not installed.{rest}"
        raise BusyError(message, "pip install 'largeprint[pdf]'") from None
    except OSError as error:
        message = f"The PDF was not made: a library of the system is missing ({error}).{rest}"
        raise BusyError(message, "install Pango (Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0)") from None
