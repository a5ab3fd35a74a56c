package io.jenkins.trainmodel.spec.own;

import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.Types;
import java.nio.file.Path;
import java.util.List;

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
}
