package io.jenkins.trainmodel.spec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.tree.Node;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A path, relative to the specification's directory; what it names must exist where files are checked.
 *
 * @param curve whether it names the curve of another run
 */
record PathType(String kind, Predicate<Path> exists, boolean curve) implements ValueType<Path> {
    private static final int LONGEST = 4096;

    static final PathType FILE = new PathType("a file", Files::isRegularFile, false);
    static final PathType DIRECTORY = new PathType("a directory", Files::isDirectory, false);
    static final PathType CURVE = new PathType("a file or directory", Files::exists, true);

    /** A file, a folder, or a pattern of files in a folder that is there. */
    static PathType files(String kind) {
        return new PathType(kind, PathType::mayMatch, false);
    }

    /** What a pattern matches is told when it is read; the folder that it begins with must be there. */
    private static boolean mayMatch(Path path) {
        PathPattern pattern = PathPattern.of(path);
        return Files.exists(path) || pattern.isPattern() && Files.isDirectory(pattern.beginning());
    }

    @Override
    public Optional<Path> read(Node node, ReadContext context) {
        Optional<String> text = new TextType(allowed(), LONGEST).read(node, context);
        try {
            Optional<Path> path =
                    text.map(name -> context.options().directory().resolve(name).normalize());
            return path.filter(value -> check(node, value, context));
        } catch (InvalidPathException invalid) {
            String encoding = System.getProperty("sun.jnu.encoding", "unknown");
            context.report(
                    node,
                    node.describe() + ", which is no path here (this process writes names in " + encoding
                            + "; another locale, such as LC_ALL=C.UTF-8, may do)",
                    allowed());
            return Optional.empty();
        }
    }

    private boolean check(Node node, Path path, ReadContext context) {
        FileCheck files = context.options().files();
        boolean checked = files == FileCheck.ALL || curve && files.wantsCurves();
        boolean sound = !checked || exists.test(path);
        if (!sound) {
            String state = Files.exists(path) ? "which is not " + kind : "which does not exist (" + path + ")";
            context.report(node, node.describe() + ", " + state, allowed());
        }
        return sound;
    }

    @Override
    public JsonNode write(Path value) {
        return JsonNodeFactory.instance.textNode(value.toString());
    }

    @Override
    public boolean isPlace() {
        return true;
    }

    @Override
    public String allowed() {
        return "the path of " + kind + ", relative to the specification";
    }

    @Override
    public ObjectNode schema() {
        return new TextType(allowed(), LONGEST).schema();
    }
}
