/** Saves a chart as PNG, with its title and legend. */

const PIXELS = 2;
const MARGIN = 16;
const HEAD = 56;

function drawHead(context, card, width) {
  const font = getComputedStyle(document.body).fontFamily;
  context.fillStyle = colour('text');
  context.font = `600 15px ${font}`;
  context.fillText(card.chart.title, MARGIN, MARGIN + 12, width - 2 * MARGIN);
  context.font = `12px ${font}`;
  let x = MARGIN;
  card.chart.lines.forEach((line, index) => {
    if (card.hidden.has(index) || x > width - MARGIN) {
      return;
    }
    context.fillStyle = colourOf(line, index);
    context.fillRect(x, MARGIN + 27, 12, 3);
    context.fillStyle = colour('text-muted');
    context.fillText(line.label, x + 17, MARGIN + 33);
    x += context.measureText(line.label).width + 36;
  });
}

function pictureOf(card) {
  const plot = card.drawn.renderToCanvas({pixelRatio: PIXELS, backgroundColor: colour('card')});
  const canvas = element('canvas', {width: plot.width, height: plot.height + HEAD * PIXELS});
  const context = canvas.getContext('2d');
  context.fillStyle = colour('card');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(plot, 0, HEAD * PIXELS);
  context.scale(PIXELS, PIXELS);
  drawHead(context, card, plot.width / PIXELS);
  return canvas;
}

function savePicture(card) {
  pictureOf(card).toBlob(blob => {
    const address = URL.createObjectURL(blob);
    const name = `${card.shared.name} ${card.chart.title}`.replace(/[^\p{L}\p{N}.-]+/gu, '-').replace(/^-|-$/g, '');
    element('a', {href: address, download: `${name || 'chart'}.png`}).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  });
}
