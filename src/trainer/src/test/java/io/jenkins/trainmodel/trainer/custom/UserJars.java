package io.jenkins.trainmodel.trainer.custom;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.own.Part;
import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Jars as users make them: compiled against the interface and DJL, and nothing of the trainer. */
public final class UserJars {
    /** The example project. */
    public static final Path EXAMPLE =
            Path.of("../../docs/examples/custom").toAbsolutePath().normalize();

    private static final String SERVICES = "META-INF/services/";

    private UserJars() {}

    /** The jar of the example project. */
    public static Path example(Path folder) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (Path file : filesBelow(EXAMPLE.resolve("src/main/java"))) {
            sources.put("example." + file.getFileName().toString().replace(".java", ""), Files.readString(file));
        }
        Map<String, String> services = new TreeMap<>();
        for (Path file : filesBelow(EXAMPLE.resolve("src/main/resources/META-INF/services"))) {
            services.put(file.getFileName().toString(), Files.readString(file));
        }
        return make(folder.resolve("own-parts.jar"), sources, services);
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** A jar with one part, of a class {@code user.Mine} whose body is given. */
    public static Path of(Path jar, Class<? extends Part> type, String body) throws IOException {
        String source = "package user; import io.jenkins.trainmodel.own.*; public class Mine implements "
                + type.getName() + " {\n" + body + "\n}";
        return make(jar, Map.of("user.Mine", source), Map.of(type.getName(), "user.Mine\n"));
    }

    /**
     * Compiles and packs.
     *
     * @param sources by the name of their class
     * @param services the providers by the name of their interface
     */
    public static Path make(Path jar, Map<String, String> sources, Map<String, String> services) throws IOException {
        return pack(jar, compile(sources, theInterface()), services);
    }

    /** Packs classes of any origin, by the paths of their files. */
    public static Path pack(Path jar, Map<String, byte[]> classes, Map<String, String> services) throws IOException {
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                put(zip, entry.getKey(), entry.getValue());
            }
            for (Map.Entry<String, String> service : services.entrySet()) {
                put(zip, SERVICES + service.getKey(), service.getValue().getBytes());
            }
        }
        return jar;
    }

    /** The same jar with one more file in it. */
    public static void repack(Path jar) throws IOException {
        Map<String, byte[]> content = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                content.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        content.put("note.txt", new byte[] {'n'});
        pack(jar, content, Map.of());
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0); // the same sources make the same jar
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** What users have on their class path. */
    private static String theInterface() {
        String separator = System.getProperty("path.separator");
        List<String> wanted = Stream.of(System.getProperty("java.class.path").split(separator))
                .filter(path -> path.contains("train-model-own")
                        || path.contains("src/own/")
                        || path.matches(".*[/\\\\]api-[0-9.]+\\.jar") && path.contains("djl"))
                .toList();
        assertThat(wanted).hasSize(2);
        return String.join(separator, wanted);
    }

    /** The classes that sources give, by the paths of their files. */
    public static Map<String, byte[]> compile(Map<String, String> sources, String classpath) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path target = Files.createTempDirectory("classes");
        try {
            return compile(compiler, sources, classpath, target);
        } finally {
            DurableFiles.deleteTree(target);
        }
    }

    private static Map<String, byte[]> compile(
            JavaCompiler compiler, Map<String, String> sources, String classpath, Path target) throws IOException {
        StringWriter messages = new StringWriter();
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach((name, text) -> files.add(new SourceText(name, text)));
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of("-d", target.toString(), "-cp", classpath, "--release", "17", "-proc:none"),
                        null,
                        files)
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
        Map<String, byte[]> classes = new TreeMap<>();
        for (Path file : filesBelow(target)) {
            classes.put(target.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
        return classes;
    }

    private static final class SourceText extends SimpleJavaFileObject {
        private final String text;

        SourceText(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreErrors) {
            return text;
        }
    }
}
