package io.jenkins.trainmodel.trainer.data.image;

import io.jenkins.trainmodel.trainer.data.file.FileName;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp");

    /**
     * An image.
     *
     * @param name of the file
     */
    record Image(String className, String name, Path file) {}

    private record Child(String name, Path path) {
        private boolean isImage() {
            String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            return Files.isRegularFile(path) && ENDINGS.contains(ending);
        }
    }

    /** Lists the images, without opening any. */
    static ImageFolder list(Path path) {
        if (!Files.isDirectory(path)) {
            throw new DataException(
                    path + ": " + (Files.exists(path) ? "is not a folder" : "does not exist") + "; check the path");
        }
        List<Image> images = new ArrayList<>();
        List<String> empty = new ArrayList<>();
        int ignored = 0;
        for (Child child : children(path)) {
            if (Files.isDirectory(child.path)) {
                int before = images.size();
                ignored += listClass(child, images);
                if (images.size() == before) {
                    empty.add(child.name);
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

    /**
     * All images below a folder, or the one that lies at the path, each called by its path below the folder and of no class.
     *
     * @throws DataException if there is none
     */
    static ImageFolder all(Path path) {
        List<Image> images = new ArrayList<>();
        int ignored = 0;
        if (Files.isRegularFile(path)) {
            images.add(new Image("", FileName.of(path), path));
        } else {
            ignored = addAll(path, "", images);
        }
        if (images.isEmpty()) {
            throw new DataException(path + ": no images; there must be some with the endings "
                    + String.join(", ", ENDINGS.stream().sorted().toList()));
        }
        return new ImageFolder(path, List.copyOf(images), List.of(), ignored);
    }

    /** Gives the number of files that are no images. */
    private static int addAll(Path folder, String above, List<Image> images) {
        if (!Files.isDirectory(folder)) {
            throw new DataException(
                    folder + ": " + (Files.exists(folder) ? "is not a folder" : "does not exist") + "; check the path");
        }
        int ignored = 0;
        for (Child child : children(folder)) {
            if (Files.isDirectory(child.path)) {
                ignored += addAll(child.path, above + child.name + "/", images);
            } else if (child.isImage()) {
                images.add(new Image("", above + child.name, child.path));
            } else {
                ignored++;
            }
        }
        return ignored;
    }

    /** What people should know of it. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (ignored > 0) {
            notes.add(path + ": " + ignored + " files or folders that are no images were ignored");
        }
        if (!empty.isEmpty()) {
            notes.add(path + ": no images in " + Listing.of(empty) + ", which are therefore no classes");
        }
        return notes;
    }

    private static int listClass(Child folder, List<Image> images) {
        int ignored = 0;
        for (Child file : children(folder.path)) {
            if (file.isImage()) {
                images.add(new Image(folder.name, file.name, file.path));
            } else {
                ignored++;
            }
        }
        return ignored;
    }

    /** Sorted by name, hidden ones left out: a file system gives them in any order. */
    private static List<Child> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(path -> new Child(FileName.of(path), path))
                    .filter(child -> !child.name.startsWith("."))
                    .sorted(Comparator.comparing(Child::name))
                    .toList();
        } catch (IOException failure) {
            throw new DataException(folder + " cannot be listed", failure);
        }
    }
}
