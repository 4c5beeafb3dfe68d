#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The review page in a real browser: boxes lie on their glyphs, clicks land, marks come out, and many pages stay light.
Says TAP. Skipped where there is no Chromium or no selenium."""
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import tap  # noqa: E402

try:
    from PIL import Image
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
except ImportError as error:
    tap.skip_all(error)

driver_path, browser_path = shutil.which("chromedriver"), shutil.which("chromium")
if not driver_path or not browser_path:
    tap.skip_all("no chromium, or no driver for it")

piperoll, source = os.environ["PIPEROLL"], os.environ["PIPEROLL_SOURCE"]
work = tempfile.TemporaryDirectory()
claims = tap.Claims()
PAGE_BYTES_MAX = 300_000
DARK = 110


def claim(what, holds, detail=""):
    claims.tell(what, holds, [] if holds or detail == "" else [detail])


def view(name, *arguments):
    path = os.path.join(work.name, f"{name}.html")
    subprocess.run([piperoll, "view", "-q", "-o", path, *arguments], check=True)
    return path


def report(name):
    return os.path.join(source, "fixtures", "reports", name, "report.pdf")


def start():
    options = webdriver.ChromeOptions()
    options.binary_location = browser_path
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1400,900", "--lang=en",
                     f"--user-data-dir={work.name}/profile"):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"download.default_directory": work.name, "download.prompt_for_download": False})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(service=Service(driver_path), options=options)


browser = start()
run = browser.execute_script


def find(selector):
    return browser.find_element(By.CSS_SELECTOR, selector)


def wait(script, *arguments, seconds=20):
    end = time.time() + seconds
    while time.time() < end:
        value = run(script, *arguments)
        if value:
            return value
        time.sleep(0.05)
    return None


def open_page(path):
    browser.get("file://" + path)
    return wait("return document.querySelector('.page img') ? performance.now() : 0")


def complaints():
    return [entry for entry in browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]


def settle():
    """Until scrolling has ended."""
    wait("const p = document.getElementById('pages'), at = p.scrollTop + p.scrollLeft; const same = window.lastAt === at; window.lastAt = at; return same")
    time.sleep(0.2)


def picture():
    return Image.open(io.BytesIO(browser.get_screenshot_as_png())).convert("L")


def ink(image, box):
    crop = image.crop([round(v) for v in box])
    return sum(1 for value in crop.getdata() if value < DARK)


def check_file(path, pages):
    text = open(path, encoding="utf-8").read()
    shell = re.sub(r'<script type="(application/json|text/plain)".*?</script>', "", text, flags=re.S)
    claim("no address is loaded from elsewhere", not re.search(r'(src|href)="(https?:)?//|@import|fetch\(|XMLHttpRequest', shell))
    claim("a page weighs little", os.path.getsize(path) / pages < PAGE_BYTES_MAX, os.path.getsize(path))
    claim("made twice it is the same", open(view("again", report("final-accounts")), "rb").read() == open(path, "rb").read())


# The boxes of all texts that the browser shows now, as [left, top, right, bottom] on the screen.
LINES = """
const pane = document.getElementById('pages').getBoundingClientRect(), out = [];
const data = JSON.parse(document.getElementById('data').textContent);
for (const page of data.pages) {
  const at = document.getElementById('page-' + page.page).getBoundingClientRect(), scale = at.width / page.width;
  for (const item of data.items) for (const cell of (item.table ? item.table.cells : [])) for (const line of cell.lines) {
    const box = [at.left + line[1] * scale, at.top + line[2] * scale, at.left + line[3] * scale, at.top + line[4] * scale];
    if (line[0] === page.page && box[0] > pane.left && box[2] < pane.right && box[1] > pane.top && box[3] < pane.bottom) out.push(box);
  }
}
return out;
"""


def check_boxes():
    settle()
    boxes, image = run(LINES), picture()
    claim("texts are on the screen", len(boxes) > 20, len(boxes))
    claim("each box has ink", all(ink(image, box) > 0 for box in boxes))
    filled = clear = 0
    for left, top, right, bottom in boxes:
        reach, middle = 0.6 * (bottom - top), (top + bottom) / 2
        ends = [(left, top, left + reach, bottom), (right - reach, top, right, bottom), (left, middle - reach / 2, right, middle + reach / 2)]
        filled += all(ink(image, end) > 0 for end in ends)
        clear += not ink(image, (left - 4, top, left - 1, bottom)) and not ink(image, (right + 1, top, right + 4, bottom))
    claim("the ink reaches to both ends of its box", filled >= 0.8 * len(boxes), f"{filled} of {len(boxes)}")
    claim("and no farther", clear >= 0.9 * len(boxes), f"{clear} of {len(boxes)}")


def check_clicks():
    box = run("return [...document.querySelectorAll('.box')].find((b) => b.getAttribute('aria-label') === '1,396.05')")
    claim("an amount has a box on its page", box is not None)
    run("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", box)
    settle()
    box.click()
    claim("a click on the page shows the value", find("#detail h2").text == "1,396.05", find("#detail").text)
    claim("and its typed reading", "1396.05" in find("#detail dl").text)
    claim("and its cell", find("#values td.chosen").text == "1,396.05")
    cell = run("return [...document.querySelectorAll('#values td')].find((b) => b.textContent === '215.30')")
    run("arguments[0].scrollIntoView({block: 'center'})", cell)
    cell.click()
    settle()
    glow = run("const g = document.querySelector('.glow').getBoundingClientRect(); return [g.left, g.top, g.right, g.bottom]")
    pane = run("const g = document.getElementById('pages').getBoundingClientRect(); return [g.left, g.top, g.right, g.bottom]")
    claim("a click in the table scrolls to the place", pane[0] <= glow[0] < glow[2] <= pane[2] and pane[1] <= glow[1] < glow[3] <= pane[3], (glow, pane))
    claim("which has ink", ink(picture(), glow) > 0)


def check_keys():
    first = run("return document.querySelector('#values [tabindex=\"0\"]')")
    first.send_keys(Keys.ARROW_DOWN)
    below = browser.switch_to.active_element
    claim("arrows move in a table", below.get_attribute("data-entry") not in (None, first.get_attribute("data-entry")))
    below.send_keys(Keys.ENTER)
    claim("Enter chooses", find("#detail h2").text.replace("\n", "") == below.text.replace("\n", ""), find("#detail").text)
    find("#pages").send_keys("/")
    claim("/ goes to the search", browser.switch_to.active_element.get_attribute("id") == "search")
    browser.switch_to.active_element.send_keys("商贸事务")
    claim("what is searched is found", wait("return document.querySelectorAll('#found li').length === 1"))
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    claim("and shown", wait("return document.querySelector('#detail h2').textContent === '商贸事务'"))
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    claim("Escape lets go", not find("#detail").is_displayed())
    names = run("""return [...document.querySelectorAll('button, input, select, section[tabindex]')].filter((e) =>
        !(e.textContent.trim() || e.getAttribute('aria-label') || (e.labels && e.labels.length))).map((e) => e.outerHTML)""")
    claim("everything that can be used has a name", names == [], names)


def check_marks():
    find("#tab-values").click()
    cell = run("return [...document.querySelectorAll('#values td')].find((b) => b.textContent === '18.92')")
    run("arguments[0].scrollIntoView({block: 'center'})", cell)
    cell.click()
    find("#mark-wrong").click()
    claim("a wrong value wants the right one", "should be" in find("#status").get_attribute("textContent"))
    find("#mark-text").send_keys("19.82")
    find("#mark-wrong").click()
    claim("a mark is seen", "mark-wrong" in cell.get_attribute("class"))
    find("#tab-marks").click()
    find("#reviewer").send_keys("Kim Reader", Keys.TAB)
    find("#save").click()
    path = os.path.join(work.name, "report.corrections.json")
    for _ in range(100):
        if os.path.exists(path) and os.path.getsize(path):
            break
        time.sleep(0.1)
    marks = json.load(open(path, encoding="utf-8"))
    claim("marks are saved", marks["reviewer"] == "Kim Reader" and len(marks["marks"]) == 1 and
          {"printed": "18.92", "verdict": "wrong", "correction": "19.82"}.items() <= marks["marks"][0].items(), marks)
    run("localStorage.clear()")
    open_page(os.path.join(work.name, "again.html"))
    claim("without the file they are gone", find("#tab-marks").text.endswith("(0)"))
    find("#tab-marks").click()
    find("#marks-file").send_keys(path)
    claim("marks are loaded", wait("return document.getElementById('tab-marks').textContent.endsWith('(1)')"))
    return path


def check_faces():
    if find("html").get_attribute("lang") != "zh":
        find("#language").click()
    claim("it speaks Chinese", find("#tab-values").text.startswith("数值") and find("#language").text == "English")
    find("#language").click()
    claim("and English", find("#tab-values").text.startswith("Values"))
    shades = []
    for _ in range(2):
        shades.append(picture().getpixel((1390, 400)))
        find("#theme").click()
    claim("light and dark", abs(shades[0] - shades[1]) > 120, shades)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    claim("printed, the tables stand without the controls", not any(page.is_displayed() for page in browser.find_elements(By.CSS_SELECTOR, ".page")) and not find("header .tools").is_displayed() and
          find("#values").is_displayed())
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def check_findings():
    """Against what `check` says of the same file."""
    out = subprocess.run([piperoll, "check", "-f", "jsonl", "--fail-on", "never", report("project-stacked")], check=True, capture_output=True).stdout
    *wanted, summary = [json.loads(line) for line in out.splitlines()]
    open_page(view("form", report("project-stacked")))
    items = browser.find_elements(By.CSS_SELECTOR, "#findings li button")
    claim("all findings are listed", len(items) == len(wanted) > 1, (len(items), len(wanted)))
    claim("with the share of amounts that the arithmetic confirms", f"{summary['confirmed']} of {summary['amounts']} " in find("#findings").text)
    find("#pages").send_keys("n")
    settle()
    first = wanted[0]
    claim("n goes to the first one", find("#detail h2").text == first["message"]["en"])
    claim("its arithmetic is spelled out", first["arithmetic"] in find("#detail").text)
    claim("its operands glow", len(browser.find_elements(By.CSS_SELECTOR, ".glow.operand")) == sum(len(o["places"]) for o in first["operands"]))
    claim("and are joined to it by lines", run("return document.querySelectorAll('#links line').length") == len(first["operands"]))
    ends = run("""const g = document.querySelector('.glow:not(.operand)').getBoundingClientRect(), p = document.getElementById('links').getBoundingClientRect(),
        l = document.querySelector('#links line'); return [g.left, g.top, g.right, g.bottom, p.left + +l.getAttribute('x1'), p.top + +l.getAttribute('y1')]""")
    claim("which begin at what is judged", ends[0] <= ends[4] <= ends[2] and ends[1] <= ends[5] <= ends[3], ends)
    find("#pages").send_keys("p")
    claim("p goes round to the last one", find("#detail h2").text == wanted[-1]["message"]["en"])
    severities = [finding["severity"] for finding in wanted]
    run("const s = document.getElementById('severity'); s.value = 'error'; s.dispatchEvent(new Event('change'))")
    claim("they are filtered by severity", len(browser.find_elements(By.CSS_SELECTOR, "#findings li")) == severities.count("error") < len(wanted))
    browser.find_element(By.CSS_SELECTOR, "#findings li button").click()
    find("#mark-text").send_keys("agreed with the funder")
    find("#mark-waived").click()
    claim("a finding is waived", find("#tab-marks").text.endswith("(1)"))
    run("window.print = () => { window.hasPrinted = true; }")
    find("#print").click()
    claim("to be printed, the pages of findings are drawn", wait("return window.hasPrinted && [...document.querySelectorAll('.page.printed')].every((p) => p.querySelector('img'))"))
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = {int(page.get_attribute("id")[5:]) for page in browser.find_elements(By.CSS_SELECTOR, ".page") if page.is_displayed()}
    claim("and they alone are printed", shown == {place[0] for f in wanted if f["severity"] == "error" for o in [f, *f["operands"]] for place in o["places"]}, shown)
    claim("with the numbers of the findings", run("return [...document.querySelectorAll('.page.printed .box[data-number]')].some((b) => b.checkVisibility())") and
          not run("return [...document.querySelectorAll('.page .box:not([data-number])')].some((b) => b.checkVisibility())"))
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    run("window.dispatchEvent(new Event('afterprint'))")
    find("#tab-values").click()
    run("document.querySelectorAll('#values .scroll').forEach((e) => e.scrollIntoView())")
    claim("confirmed amounts are marked", wait("return document.querySelectorAll('#values td.confirmed').length > 10"))
    claim("a form's field is named at its cell", run(
        "[...document.querySelectorAll('#values td.confirmed')][0].click(); return document.querySelectorAll('#detail dt').length") >= 4)
    claim("no complaint about a form", complaints() == [])


def check_many():
    pdf = os.path.join(work.name, "many.pdf")
    subprocess.run([sys.executable, os.path.join(source, "tests/cli/make-pdf.py"), "pages", pdf, "200"], check=True)
    open_page(view("many", pdf))
    claim("far pages are not drawn", run("return document.querySelectorAll('.page img').length") <= 8)
    run("document.getElementById('pages').style.scrollBehavior = 'auto'; document.getElementById('pages').scrollTop = 1e9")
    claim("the last page is drawn when it is reached", wait("return document.querySelector('#page-200 img') !== null"))
    claim("and the first one let go", wait("return document.querySelector('#page-1 img') === null"))
    claim("few pictures are held", run("return document.querySelectorAll('.page img').length") <= 8)
    claim("few boxes are held", run("return document.querySelectorAll('.box').length") < 200)
    claim("no complaint of the browser about 200 pages", complaints() == [])


try:
    path = view("view", report("final-accounts"))
    check_file(path, 4)
    took = open_page(path)
    claim("the first page is there in time", took is not None and took < 5000, took)
    check_boxes()
    check_clicks()
    check_keys()
    check_marks()
    check_faces()
    claim("no complaint of the browser", complaints() == [])
    check_findings()
    check_many()
finally:
    browser.quit()
claims.finish()
