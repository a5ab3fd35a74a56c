package io.jenkins.trainmodel.trainer.data.image;

import io.jenkins.trainmodel.spec.data.BadRecords;
import io.jenkins.trainmodel.spec.data.DataSpec;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Images in a folder of a test, one sub-folder a class. */
record ImageFiles(Path folder) {
    DataSpec.ImageFolder spec(int height, int width, boolean grayscale) {
        return new DataSpec.ImageFolder(
                folder,
                height,
                width,
                grayscale,
                0.25,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, of which so many may be none. */
    DataSpec.ImageFolder skipping(int most) {
        return new DataSpec.ImageFolder(
                folder,
                4,
                4,
                false,
                0.25,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new BadRecords(most));
    }

    void fourImages() throws IOException {
        write("one/a", "png", Pictures.noise(5, 7));
        write("one/b", "png", Pictures.noise(6, 6));
        write("two/a", "png", Pictures.noise(8, 3));
        write("two/b", "png", Pictures.noise(2, 9));
    }

    void write(String name, String format, BufferedImage image) throws IOException {
        Path file = folder.resolve(name + "." + format);
        Files.createDirectories(file.getParent());
        Files.write(file, Pictures.encode(image, format));
    }
}
