package io.jenkins.trainmodel.spec.schema;

import io.jenkins.trainmodel.spec.tree.Node;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The keys whose values are places of files and directories.
 *
 * @param paths their paths, in which a rule's name is left out
 */
public record PlaceKeys(Set<String> paths) {

    /** Those of an object's declaration, and of the objects in it. */
    public static PlaceKeys of(ObjectType<?> type) {
        Set<String> paths = new LinkedHashSet<>();
        collect(type, "", paths);
        return new PlaceKeys(paths);
    }

    private static void collect(ObjectType<?> type, String path, Set<String> paths) {
        for (Key<?, ?> key : type.keys()) {
            String keyPath = Node.childPath(path, key.name());
            if (key.type().isPlace()) {
                paths.add(keyPath);
            }
            key.type().objects().forEach(object -> collect(object, keyPath, paths));
        }
    }

    /** And those of the objects that may stand in the list under this key. */
    public PlaceKeys and(String list, Stream<? extends ObjectType<?>> objects) {
        Set<String> more = new LinkedHashSet<>(paths);
        objects.forEach(object -> collect(object, list, more));
        return new PlaceKeys(more);
    }

    /** Whether the value of this key, the last one of a path, is a place. */
    public boolean contains(String path) {
        int last = path.lastIndexOf('.');
        String list = path.substring(0, Math.max(0, path.indexOf('.')));
        boolean inMap = last > 0 && paths.contains(path.substring(0, last));
        return paths.contains(path)
                || inMap
                || last > 0 && paths.contains(Node.childPath(list, path.substring(last + 1)));
    }
}
