package io.jenkins.trainmodel.spec.tree;

import io.jenkins.trainmodel.spec.problem.Location;
import io.jenkins.trainmodel.spec.problem.Problems;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads one YAML document. Only the parser's node graph is used: no object is ever built from a tag. */
final class YamlTree {
    /** Deep enough for 50 nested composite rules, each a map in a list in a map. */
    static final int DEEPEST = 200;

    private static final int MOST_ALIASES = 50;

    private final String source;
    private final Problems problems;

    YamlTree(String source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /**
     * The document's root, empty when nothing or nothing usable is there.
     *
     * @param path the path of the root
     */
    Optional<Node> read(String text, String path) {
        try {
            Composer composer =
                    new Composer(new ParserImpl(new StreamReader(text), limits()), new PlainResolver(), limits());
            if (!composer.checkNode()) {
                return Optional.empty();
            }
            Node root = new YamlConversion(source, problems).convert(composer.getNode(), path);
            refuseSecondDocument(composer);
            return Optional.of(root);
        } catch (MarkedYAMLException malformed) {
            refuse(malformed.getProblemMark(), malformed.getProblem());
        } catch (YAMLException hostile) {
            refuse(null, hostile.getMessage());
        }
        return Optional.empty();
    }

    private void refuseSecondDocument(Composer composer) {
        if (composer.checkNode()) {
            Mark mark = composer.getNode().getStartMark();
            problems.add(
                    new SpecProblem(location(mark), "", "a second document", "one document a file", Optional.empty()));
        }
    }

    private void refuse(Mark mark, String reason) {
        boolean tab = reason.contains("TAB");
        String found = tab ? "a tab in the indentation" : "malformed YAML: " + reason.replaceAll("\\s+", " ");
        String allowed = tab ? "spaces" : "YAML, at most " + DEEPEST + " levels deep";
        problems.add(new SpecProblem(location(mark), "", found, allowed, Optional.empty()));
    }

    private Location location(Mark mark) {
        return mark == null ? Location.of(source) : new Location(source, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(DEEPEST);
        // Nothing is built from tags; every tag is refused with its place later.
        options.setTagInspector(tag -> true);
        options.setCodePointLimit(SourceText.LARGEST_BYTES);
        return options;
    }

    /** Leaves the meaning of plain scalars to the specification; any other tag was then written by hand. */
    private static final class PlainResolver extends Resolver {
        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return switch (kind) {
                case sequence -> Tag.SEQ;
                case mapping -> Tag.MAP;
                default -> Tag.STR;
            };
        }
    }
}
