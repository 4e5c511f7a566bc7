"""Looks at the page of the replay in headless Chromium: as pictures, on paper, and with axe-core.

usage: check_page.py PAGE FOLDER

FOLDER gets desktop.png, telephone.png, dark.png and page.pdf. One line of JSON on standard output says what was found;
the test holds it against what is expected. Browser and driver are those of Debian, and nothing is downloaded.
"""

import base64
import io
import json
import os
import sys
import unicodedata

os.environ["SE_OFFLINE"] = "true"  # Selenium looks for no browser or driver elsewhere.

from axe_core_python.selenium import Axe
from PIL import Image
from pypdf import PdfReader
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

VIEWS = {"desktop": (1280, 900, 1, "light"), "telephone": (390, 844, 2, "light"), "dark": (1280, 900, 1, "dark")}


def start():
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    # Whatever the page asks for beside itself would be in this log.
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))


def picture(driver, path):
    """The whole page as a picture, and how much there is to see in it."""
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png", "captureBeyondViewport": True,
        "clip": clip(driver)})
    data = base64.b64decode(shot["data"])
    with open(path, "wb") as file:
        file.write(data)
    image = Image.open(io.BytesIO(data)).convert("RGB")
    colours = sorted(image.resize((200, 200), Image.Resampling.NEAREST).getcolors(40_000), reverse=True)
    count, ground = colours[0]
    return {"width": image.width, "height": image.height, "colours": len(colours), "ground": list(ground),
            "ground_share": count / 40_000}


def clip(driver):
    size = driver.execute_script(
        "return [innerWidth, document.documentElement.scrollHeight]")
    return {"x": 0, "y": 0, "width": size[0], "height": min(size[1], 12_000), "scale": 1}


def view(driver, name, page, folder):
    width, height, ratio, scheme = VIEWS[name]
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": height, "deviceScaleFactor": ratio, "mobile": name == "telephone"})
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
        "media": "screen", "features": [{"name": "prefers-color-scheme", "value": scheme}]})
    driver.get(page)
    found = picture(driver, os.path.join(folder, name + ".png"))
    found["inner_width"], found["scroll_width"] = driver.execute_script(
        "return [innerWidth, document.documentElement.scrollWidth]")
    # Text that is cut: an element whose content is wider than the element itself.
    found["cut"] = driver.execute_script("""
        return [...document.querySelectorAll('h1, h2, h3, p, li, td, th, caption, figcaption')]
          .filter(e => getComputedStyle(e.closest('thead') || e).clipPath === 'none' && e.scrollWidth > e.clientWidth + 1
            && e.clientWidth > 0)
          .map(e => e.textContent.slice(0, 60))""")
    found["smallest_text"] = driver.execute_script("""
        const sizes = [...document.querySelectorAll('svg.plot text')].map(e => e.getBoundingClientRect().height);
        return Math.min(...sizes)""")
    axe = Axe().run(driver)
    found["axe"] = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in axe["violations"]]
    found["axe_passes"] = len(axe["passes"])
    return found


def paper(driver, folder):
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    printed = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": False})
    data = base64.b64decode(printed["data"])
    with open(os.path.join(folder, "page.pdf"), "wb") as file:
        file.write(data)
    pages = PdfReader(io.BytesIO(data)).pages
    # Ligatures of the font come out as signs of their own.
    texts = [" ".join(unicodedata.normalize("NFKC", page.extract_text()).split()) for page in pages]
    size = [round(float(value)) for value in pages[0].mediabox[2:]]
    return {"pages": len(pages), "size": size, "texts": texts}


def requests(driver):
    """The addresses that the page made the browser ask for."""
    messages = (json.loads(line["message"])["message"] for line in driver.get_log("performance"))
    return sorted({m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"})


def main():
    path, folder = sys.argv[1:]
    page = "file://" + os.path.abspath(path)
    driver = start()
    try:
        found = {name: view(driver, name, page, folder) for name in VIEWS}
        found["paper"] = paper(driver, folder)
        found["requests"] = [address for address in requests(driver) if address != page]
        found["text"] = driver.execute_script("return document.body.innerText")
    finally:
        driver.quit()
    json.dump(found, sys.stdout)


main()
