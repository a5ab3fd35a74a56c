package io.jenkins.trainmodel.spec.tree;

import io.jenkins.trainmodel.spec.problem.Location;
import io.jenkins.trainmodel.spec.problem.Problems;
import io.jenkins.trainmodel.spec.tree.Node.Mapping;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the text of a specification, YAML or JSON, and lays overrides over it. */
public final class SpecTree {
    private final Problems problems;

    /** Problems with the text go there; where it is not well formed at all, no tree comes back. */
    public SpecTree(Problems problems) {
        this.problems = problems;
    }

    /** The tree of a file; JSON if its name ends so, otherwise YAML. An empty file gives an empty map. */
    public Optional<Node> read(Path file, List<SpecOverride> overrides) {
        String source = file.toString();
        return new SourceText(source, problems)
                .read(file)
                .flatMap(text -> parse(source, text))
                .map(root -> overlay(root, overrides));
    }

    /**
     * The tree of a text.
     *
     * @param source its name in messages; JSON if it ends in {@code .json}
     */
    public Optional<Node> read(String source, String text, List<SpecOverride> overrides) {
        return new SourceText(source, problems)
                .check(text)
                .flatMap(checked -> parse(source, checked))
                .map(root -> overlay(root, overrides));
    }

    /** The tree of overrides alone. */
    public Node read(List<SpecOverride> overrides) {
        String source = overrides.stream()
                .filter(SpecOverride.Inline.class::isInstance)
                .map(inline -> ((SpecOverride.Inline) inline).source())
                .findFirst()
                .orElse("--set");
        return overlay(new Mapping(Location.of(source), "", List.of()), overrides);
    }

    private Optional<Node> parse(String source, String text) {
        int before = problems.count();
        Optional<Node> root = source.toLowerCase(Locale.ROOT).endsWith(".json")
                ? new JsonTree(source, problems).read(text)
                : new YamlTree(source, problems).read(text, "");
        boolean nothing = root.map(node -> node instanceof Scalar scalar && scalar.isNull())
                .orElse(problems.count() == before);
        return nothing ? Optional.of(new Mapping(new Location(source, 1, 1), "", List.of())) : root;
    }

    private Node overlay(Node root, List<SpecOverride> overrides) {
        Overlay overlay = new Overlay(problems);
        Node changed = root;
        for (SpecOverride override : overrides) {
            changed = overlay.apply(changed, override);
        }
        return changed;
    }
}
