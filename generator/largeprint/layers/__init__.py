"""What people see, as plain values: answers with their sections, contents, back links, the front page.

In: rendered editions. Out: views, which the outputs write down. No templates, no files.
"""
