package io.jenkins.trainmodel.trainer.library.maven;

import io.jenkins.trainmodel.trainer.library.platform.LibraryException;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;

/** Reads Maven's settings as Maven does: those of the installation, then the user's over them. */
final class MavenSettings {
    private MavenSettings() {}

    /** The settings in effect, with {@code ${env.…}} and system properties filled in. */
    static Settings read(MavenLocations locations) {
        DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
        locations
                .installation()
                .map(home -> home.resolve("conf/settings.xml").toFile())
                .ifPresent(request::setGlobalSettingsFile);
        request.setUserSettingsFile(userSettings(locations.userSettings()));
        request.setSystemProperties(systemProperties());
        try {
            return new DefaultSettingsBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveSettings();
        } catch (SettingsBuildingException e) {
            throw new LibraryException(
                    "Maven's settings cannot be read: " + e.getMessage().strip(), e);
        }
    }

    private static File userSettings(Optional<Path> given) {
        return given.map(Path::toFile).orElseGet(() -> new File(System.getProperty("user.home"), ".m2/settings.xml"));
    }

    private static Properties systemProperties() {
        Properties properties = new Properties();
        System.getenv().forEach((name, value) -> properties.setProperty("env." + name, value));
        System.getProperties().forEach((name, value) -> properties.put(name, value));
        return properties;
    }
}
