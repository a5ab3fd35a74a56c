package io.jenkins.trainmodel.trainer.duckdb;

import io.jenkins.trainmodel.trainer.library.JarLibrary;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import io.jenkins.trainmodel.trainer.library.LoadedLibraries;
import io.jenkins.trainmodel.trainer.library.maven.LibraryArtifact;
import io.jenkins.trainmodel.trainer.library.platform.LibraryException;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * Databases in memory, which only read. They compute with one thread, so that rows come in the order of the file, fetch nothing from
 * anywhere, and give results row by row instead of holding them.
 */
public final class DuckDb {
    private static final String DRIVER = "org.duckdb.DuckDBDriver";
    private static final String URL = "jdbc:duckdb:";
    private static final String NATIVE = "libduckdb_java.so_";
    private static final List<String> SETTINGS = List.of(
            "threads = 1",
            "preserve_insertion_order = true",
            // else that of the machine
            "TimeZone = 'UTC'",
            "autoinstall_known_extensions = false",
            "autoload_known_extensions = false");

    private DuckDb() {}

    /**
     * A new database, with the library fetched and loaded first where it is not yet.
     *
     * @throws LibraryException where the library cannot be had
     */
    public static Connection open(LibraryRequest request) {
        ClassLoader loader = LoadedLibraries.load(library(), request);
        try {
            Driver driver = (Driver) loader.loadClass(DRIVER).getConstructor().newInstance();
            return settled(driver.connect(URL, properties()));
        } catch (ReflectiveOperationException | LinkageError | SQLException failure) {
            throw new LibraryException(
                    "DuckDB cannot be loaded: %s. On Linux it needs glibc (not musl).".formatted(failure), failure);
        }
    }

    private static Connection settled(Connection database) throws SQLException {
        try (Statement statement = database.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute("SET " + setting);
            }
        }
        return database;
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        return properties;
    }

    private static JarLibrary library() {
        MachinePlatform platform = MachinePlatform.current();
        String version = version();
        return new JarLibrary(
                "duckdb-" + version + "-" + platform.classifier(),
                new LibraryArtifact("org.duckdb", "duckdb_jdbc", "", version),
                entry -> !entry.startsWith(NATIVE),
                Map.of(NATIVE + suffix(platform), System.mapLibraryName("duckdb_java")),
                "");
    }

    /** As the jar names the platforms. */
    private static String suffix(MachinePlatform platform) {
        String processor = platform.architecture().equals("x86_64") ? "amd64" : "arm64";
        return switch (platform.system()) {
            case LINUX -> "linux_" + processor;
            case MAC -> "macos_" + processor;
            case WINDOWS -> "windows_" + processor;
        };
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream stream = DuckDb.class.getResourceAsStream("duckdb.properties")) {
            properties.load(Objects.requireNonNull(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
