package io.jenkins.trainmodel.spec.schema;

import io.jenkins.trainmodel.spec.tree.Node;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The keys that must keep their value when a run is resumed.
 *
 * @param paths their paths; what lies below one is fixed with it
 */
public record FixedKeys(Set<String> paths) {

    /** Those that an object's declaration marks, and the declarations of the objects in it. */
    public static FixedKeys of(ObjectType<?> type) {
        Set<String> paths = new LinkedHashSet<>();
        collect(type, "", paths);
        return new FixedKeys(paths);
    }

    private static void collect(ObjectType<?> type, String path, Set<String> paths) {
        for (Key<?, ?> key : type.keys()) {
            String keyPath = Node.childPath(path, key.name());
            if (key.isFixedOnResume()) {
                paths.add(keyPath);
            } else {
                if (key.type() instanceof VariantsType<?> variants && variants.isTypeFixedOnResume()) {
                    paths.add(Node.childPath(keyPath, VariantsType.TYPE));
                }
                key.type().objects().forEach(object -> collect(object, keyPath, paths));
            }
        }
    }

    /** Whether a path is fixed, by itself or by what it lies below. */
    public boolean contains(String path) {
        return paths.stream().anyMatch(fixed -> path.equals(fixed) || path.startsWith(fixed + "."));
    }
}
