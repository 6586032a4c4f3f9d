from base64 import b64decode
from io import BytesIO

import numpy as np
from PIL import Image, ImageColor

from digitapp.drawing import pictures


def test_paper_is_white_ink_is_black_and_each_cell_is_crisp():
    image = pictures.grey(np.array([[0, 16], [8, 4]]), cell=3)
    assert image.size == (6, 6)
    assert np.asarray(image)[::3, ::3].tolist() == [[255, 0], [128, 191]]
    assert (np.asarray(image)[:3, 3:] == 0).all()


def test_a_data_url_holds_the_picture():
    head, data = pictures.data_url(pictures.grey(np.eye(8), most=1)).split(",")
    assert head == "data:image/png;base64"
    assert np.array_equal(np.asarray(Image.open(BytesIO(b64decode(data)))), 255 - 255 * np.eye(8))


def test_a_drawing_on_nothing_keeps_its_ink_alone():
    page = np.array([[0, 255, 100]], dtype=np.uint8)
    image = Image.open(BytesIO(pictures.png(pictures.transparent(page))))
    assert np.asarray(image).tolist() == [[[35, 33, 28, 0], [35, 33, 28, 255], [35, 33, 28, 100]]]


def test_a_photo_is_small_and_grey_with_its_ink_in_colour():
    photo, ink = np.full((600, 400), 200.0), np.zeros((600, 400), dtype=bool)
    ink[200:400] = True
    image = pictures.marked(photo, ink)
    assert max(image.size) == pictures.MARKED_SIDE
    assert image.getpixel((90, 20)) == (200, 200, 200)
    assert image.getpixel((90, 140)) == ImageColor.getrgb(pictures.MARK)
