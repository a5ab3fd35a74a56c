package io.jenkins.plugins.trainmodel.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.trainmodel.event.Picture;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** A run that begins with the network of a file, and whose images are varied. */
final class FineTunedSample {
    static final String NAME = "flowers";
    private static final int SIDE = 64;
    private static final int GAP = 3;

    private FineTunedSample() {}

    static SampleRun started(int seed) throws IOException {
        SampleRun sample = new SampleRun(NAME, seed, specification());
        sample.add(new Provenance.TookOver(
                "efficientnet_b0_imagenet1k.pt",
                "/var/lib/jenkins/models/efficientnet_b0_imagenet1k.pt",
                "",
                Optional.empty(),
                Optional.empty(),
                358,
                List.of("classifier.1.weight", "classifier.1.bias"),
                IntStream.range(0, 60)
                        .mapToObj(layer -> "features.%d.block.0.weight".formatted(layer))
                        .toList()));
        return sample.add(new TrainingEvent.ImagesVaried(4, 3, Picture.ofPng(picture())));
    }

    private static JsonNode specification() throws IOException {
        return JsonMapper.builder().build().readTree("""
                {"name": "flowers",
                 "data": {"type": "imageFolder", "path": "photos", "height": 224, "width": 224,
                          "augment": {"crop": {"area": 0.25}, "flip": "horizontal", "rotate": 15,
                                      "color": {"brightness": 0.2, "contrast": 0.2, "saturation": 0.2}}},
                 "model": {"type": "torchscript", "path": "/var/lib/jenkins/models/efficientnet_b0_imagenet1k.pt",
                           "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                           "head": "new", "freeze": ["features.*"]},
                 "training": {"batchSize": 32,
                              "groups": [{"names": ["classifier.*"], "learningRateFactor": 10}]},
                 "stopWhen": [{"maxEpochs": {"epochs": 60}}]}
                """);
    }

    /** Flowers of four colours, each turned further from column to column. */
    private static byte[] picture() throws IOException {
        BufferedImage sheet =
                new BufferedImage(4 * (SIDE + GAP) - GAP, 4 * (SIDE + GAP) - GAP, BufferedImage.TYPE_INT_ARGB);
        Graphics2D canvas = sheet.createGraphics();
        List<Color> colours = List.of(Color.PINK, Color.YELLOW, Color.WHITE, Color.RED);
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 4; column++) {
                canvas.setTransform(AffineTransform.getTranslateInstance(column * (SIDE + GAP), row * (SIDE + GAP)));
                flower(canvas, colours.get(row), column);
            }
        }
        canvas.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(sheet, "png", png);
        return png.toByteArray();
    }

    private static void flower(Graphics2D canvas, Color colour, int turn) {
        canvas.clipRect(0, 0, SIDE, SIDE);
        canvas.setColor(new Color(60, 120 + 10 * turn, 60));
        canvas.fillRect(0, 0, SIDE, SIDE);
        canvas.translate(SIDE / 2.0, SIDE / 2.0);
        canvas.rotate(0.2 * turn);
        canvas.setColor(colour);
        for (int petal = 0; petal < 5; petal++) {
            canvas.rotate(2 * Math.PI / 5);
            canvas.fillOval(4, -7, 22, 14);
        }
        canvas.setColor(Color.ORANGE);
        canvas.fillOval(-6, -6, 12, 12);
        canvas.setClip(null);
    }
}
