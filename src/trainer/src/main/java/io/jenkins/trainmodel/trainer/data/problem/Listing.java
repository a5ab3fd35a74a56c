package io.jenkins.trainmodel.trainer.data.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Names in a message: quoted, and not too many of them. */
public final class Listing {
    private static final int SHOWN = 12;

    private Listing() {}

    public static String of(List<String> names) {
        String shown = names.stream().limit(SHOWN).map(Quoted::of).collect(Collectors.joining(", "));
        return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
    }
}
