package io.jenkins.trainmodel.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What the classes of one package say to people, in every {@link Language}: the bundles {@code Messages.properties} and
 * {@code Messages_zh_CN.properties} beside them, in UTF-8. Nothing changes once it is loaded.
 */
public final class Messages {
    private static final String NAME = "Messages";

    private final Map<Language, Map<String, Template>> templates = new EnumMap<>(Language.class);

    private Messages(Class<?> room, String name) {
        for (Language language : Language.values()) {
            Map<String, Template> loaded = new TreeMap<>();
            load(room, name + language.suffix() + ".properties")
                    .forEach((key, text) -> loaded.put(key.toString(), Template.of(text.toString())));
            templates.put(language, loaded);
        }
    }

    /** The messages of the package that a class is in. */
    public static Messages of(Class<?> room) {
        return new Messages(room, NAME);
    }

    static Messages named(Class<?> room, String name) {
        return new Messages(room, name);
    }

    private static Properties load(Class<?> room, String file) {
        try (InputStream in = room.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: " + file + " is missing");
            }
            Properties texts = new Properties();
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The message of a key with its values.
     *
     * @throws IllegalArgumentException if the program has no such key
     */
    public String say(Audience audience, String key, Object... values) {
        return find(audience, key, values)
                .orElseThrow(() -> new IllegalArgumentException("there is no message " + key));
    }

    /** The same for a key that is put together, as from the name of a metric, and that need not be there. */
    public Optional<String> find(Audience audience, String key, Object... values) {
        List<String> texts = Arrays.stream(values).map(String::valueOf).toList();
        return Optional.ofNullable(templates.get(audience.language()).get(key)).map(template -> template.say(texts));
    }

    /** The messages whose keys begin so, with their places empty, for programs that fill them elsewhere. */
    public Map<String, String> startingWith(String prefix, Language language) {
        Map<String, String> texts = new TreeMap<>();
        templates.get(language).forEach((key, template) -> {
            if (key.startsWith(prefix)) {
                texts.put(key, template.say(List.of()));
            }
        });
        return texts;
    }

    /** All templates by key. */
    Map<String, Template> templates(Language language) {
        return templates.get(language);
    }
}
