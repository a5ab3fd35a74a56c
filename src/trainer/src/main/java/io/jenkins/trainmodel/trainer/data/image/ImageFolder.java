package io.jenkins.trainmodel.trainer.data.image;

import io.jenkins.trainmodel.trainer.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is in a folder with one sub-folder a class.
 *
 * @param images in the order of class and name
 * @param empty sub-folders without images
 * @param ignored how many files and folders are no images
 */
record ImageFolder(Path path, List<Image> images, List<String> empty, int ignored) {
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

    record Image(String className, Path file) {}

    /** Lists the images, without opening any. */
    static ImageFolder list(Path path) {
        if (!Files.isDirectory(path)) {
            throw new DataException(
                    path + ": " + (Files.exists(path) ? "is not a folder" : "does not exist") + "; check the path");
        }
        List<Image> images = new ArrayList<>();
        List<String> empty = new ArrayList<>();
        int ignored = 0;
        for (Path child : children(path)) {
            if (Files.isDirectory(child)) {
                int before = images.size();
                ignored += listClass(child, images);
                if (images.size() == before) {
                    empty.add(child.getFileName().toString());
                }
            } else {
                ignored++;
            }
        }
        if (images.isEmpty()) {
            throw new DataException(path + ": no images; there must be one sub-folder a class with its images ("
                    + String.join(", ", ENDINGS.stream().sorted().toList()) + ") in it");
        }
        return new ImageFolder(path, List.copyOf(images), List.copyOf(empty), ignored);
    }

    private static int listClass(Path folder, List<Image> images) {
        String className = folder.getFileName().toString();
        int ignored = 0;
        for (Path file : children(folder)) {
            if (Files.isRegularFile(file) && ENDINGS.contains(ending(file))) {
                images.add(new Image(className, file));
            } else {
                ignored++;
            }
        }
        return ignored;
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** Sorted by name, hidden ones left out: a file system gives them in any order. */
    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !child.getFileName().toString().startsWith("."))
                    .sorted((left, right) -> left.getFileName()
                            .toString()
                            .compareTo(right.getFileName().toString()))
                    .toList();
        } catch (IOException failure) {
            throw new DataException(folder + " cannot be listed", failure);
        }
    }
}
