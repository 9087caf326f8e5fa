"""LibreOffice as a second opinion: opens Word files, accepts or rejects all tracked changes, says what is left.

Run by the Python that has LibreOffice's own module, with files as arguments; prints JSON: path -> accepted, rejected,
each a list of paragraphs, a row of a table as one with " | " between its cells.
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


def value(name, content):
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def lines(document):
    found = []
    for part in document.Text:
        if part.supportsService("com.sun.star.text.TextTable"):
            for row in range(part.Rows.Count):
                cells = [name for name in part.CellNames if name[1:] == str(row + 1)]
                found.append(" | ".join(part.getCellByName(name).String.strip() for name in cells))
        else:
            found.append(part.String)
    return [" ".join(line.split()) for line in found if line.strip(" |")]


def main(paths):
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
            dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
            told = {}
            for path in paths:
                told[path] = {}
                for name, command in (("accepted", "AcceptAllTrackedChanges"), ("rejected", "RejectAllTrackedChanges")):
                    document = desktop.loadComponentFromURL(
                        uno.systemPathToFileUrl(path), "_blank", 0, (value("Hidden", True),)
                    )
                    frame = document.CurrentController.Frame
                    dispatcher.executeDispatch(frame, f".uno:{command}", "", 0, ())
                    told[path][name] = lines(document)
                    document.close(True)
            print(json.dumps(told, ensure_ascii=False))
            desktop.terminate()
        finally:
            office.kill()


main(sys.argv[1:])
