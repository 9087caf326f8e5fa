"""A reviewer in LibreOffice: opens a packet, edits, decides and comments in it, and saves it as a Word file.

Run by the Python that has LibreOffice's own module. Arguments: the file, where to save, and a file of JSON: a list of
["replace", place, old, new], ["append", place, words], ["paragraph", place, words], ["write", place, words] (the whole
place) and ["comment", place, words, author].
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK


def value(name, content):
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def act(document, kind, place, *words):
    anchor = document.Bookmarks.getByName(f"lp_{place}").Anchor
    text = anchor.Text
    cursor = text.createTextCursorByRange(anchor)
    if kind == "write":
        cursor.setString(words[0])
    elif kind == "append":
        end = text.createTextCursorByRange(anchor.End)
        end.gotoEndOfParagraph(False)
        text.insertString(end, words[0], False)
    elif kind == "paragraph":
        end = text.createTextCursorByRange(anchor.End)
        end.gotoEndOfParagraph(False)
        text.insertControlCharacter(end, PARAGRAPH_BREAK, False)
        text.insertString(end, words[0], False)
    elif kind == "replace":
        search = document.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = words[0], True
        found = document.findNext(anchor.Start, search)
        assert found is not None, words
        found.setString(words[1])
    elif kind == "comment":
        note = document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Content, note.Author = words
        text.insertTextContent(text.createTextCursorByRange(anchor.Start), note, False)


def main(path, goal, acts):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        pipe = f"lp{Path(home).name}"
        where = f"pipe,name={pipe};urp;StarOffice.ComponentContext"
        program = ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{home}", f"--accept={where}"]
        office = subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            local = uno.getComponentContext()
            resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
            for _ in range(300):
                try:
                    context = resolver.resolve(f"uno:{where}")
                    break
                except NoConnectException:
                    time.sleep(0.2)
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            document = desktop.loadComponentFromURL(
                uno.systemPathToFileUrl(path), "_blank", 0, (value("Hidden", True),)
            )
            print(json.dumps({"tracked": bool(document.RecordChanges)}))
            for each in json.loads(Path(acts).read_text("utf-8")):
                act(document, *each)
            document.storeToURL(uno.systemPathToFileUrl(goal), (value("FilterName", "MS Word 2007 XML"),))
            document.close(True)
            desktop.terminate()
        finally:
            office.kill()


main(*sys.argv[1:])
