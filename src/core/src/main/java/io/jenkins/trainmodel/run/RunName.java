package io.jenkins.trainmodel.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of runs as they can stand in paths, addresses and keys on every system. A name that is plain already stands as it
 * is; any other becomes a readable part and a hash of the exact name. Two names never share a slug, also where case does
 * not count.
 */
public final class RunName {
    private static final int MOST_CHARACTERS = 60;
    private static final int HASH_BYTES = 6;
    /** Lower case alone, since {@code Digits} and {@code digits} are one file on many systems. */
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9](?:[a-z0-9._-]{0,58}[a-z0-9_-])?");
    /** What ends like a slug with a hash must have one of its own, or it could be another name's slug. */
    private static final Pattern ENDS_LIKE_A_HASH = Pattern.compile(".*-[0-9a-f]{" + 2 * HASH_BYTES + "}");

    private static final Pattern DEVICE_OF_WINDOWS =
            Pattern.compile("(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?", Pattern.CASE_INSENSITIVE);
    /** Endings that this program gives to directories beside a run. */
    private static final Set<String> RESERVED_ENDINGS = Set.of(".previous", ".damaged");

    private RunName() {}

    /** At most 60 letters, digits, dots, hyphens and underscores of ASCII, the first a letter or digit. */
    public static String slug(String name) {
        return isPlain(name) ? name : readable(name) + "-" + hash(name);
    }

    private static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches()
                && !ENDS_LIKE_A_HASH.matcher(name).matches()
                && !DEVICE_OF_WINDOWS.matcher(name).matches()
                && RESERVED_ENDINGS.stream().noneMatch(name::endsWith);
    }

    /** What is left of the name in ASCII, without the marks of its letters. */
    private static String readable(String name) {
        String ascii = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^A-Za-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String shortened = ascii.substring(0, Math.min(ascii.length(), MOST_CHARACTERS - 2 * HASH_BYTES - 1))
                .replaceAll("-$", "");
        return shortened.isEmpty() ? "run" : shortened;
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES).toLowerCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
