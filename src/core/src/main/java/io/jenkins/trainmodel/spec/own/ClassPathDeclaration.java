package io.jenkins.trainmodel.spec.own;

import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Sequence;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The key under which a specification says where users' own code lies. */
public final class ClassPathDeclaration {
    private static final int MOST = 100;

    public static final Key<WithOwnCode, List<Path>> CLASSPATH = Key.of(
            "classpath",
            Types.list(
                    Types.files("a jar, a folder of classes or a pattern of jars such as libs/*.jar"),
                    0,
                    MOST,
                    "a list of jars, folders of classes and patterns of jars, such as [libs/*.jar]"),
            code -> code.own().classpath(),
            List.of(),
            "Where parts of your own lie, and the libraries that they need.");

    private ClassPathDeclaration() {}

    /**
     * Where one of its places is written.
     *
     * @param place as it was read; another text stands for the whole of it
     * @return empty where the specification has no class path
     */
    static Optional<Node> place(String place, ReadContext context) {
        int index = context.find(CLASSPATH).orElse(List.of()).stream()
                .map(Path::toString)
                .toList()
                .indexOf(place);
        return context.findNode(CLASSPATH)
                .map(node -> index >= 0
                                && node instanceof Sequence list
                                && index < list.items().size()
                        ? list.items().get(index)
                        : node);
    }
}
