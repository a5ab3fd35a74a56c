package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.own.Callback;
import io.jenkins.trainmodel.own.DataSource;
import io.jenkins.trainmodel.own.Loss;
import io.jenkins.trainmodel.own.Metric;
import io.jenkins.trainmodel.own.Network;
import io.jenkins.trainmodel.own.OptionException;
import io.jenkins.trainmodel.own.Options;
import io.jenkins.trainmodel.own.Part;
import io.jenkins.trainmodel.own.Schedule;
import io.jenkins.trainmodel.own.StopRule;
import io.jenkins.trainmodel.part.PartCheck.Problem;
import io.jenkins.trainmodel.part.PartCheck.Subject;
import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.spec.problem.Suggestion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;

/** The parts on a class path. */
public final class OwnParts implements AutoCloseable {
    private static final Map<PartKind, Class<? extends Part>> TYPES = Map.of(
            PartKind.METRIC, Metric.class,
            PartKind.STOP_RULE, StopRule.class,
            PartKind.SCHEDULE, Schedule.class,
            PartKind.LOSS, Loss.class,
            PartKind.NETWORK, Network.class,
            PartKind.DATA_SOURCE, DataSource.class,
            PartKind.CALLBACK, Callback.class);

    private final ClassPath classpath;
    private final OwnClassLoader loader;

    private OwnParts(ClassPath classpath) {
        this.classpath = classpath;
        this.loader = new OwnClassLoader(classpath.urls());
    }

    /** @throws PartException if something of the class path is not there, or no jar */
    public static OwnParts open(List<Path> classpath) {
        return new OwnParts(ClassPath.of(classpath));
    }

    /** What the class path holds. */
    Fingerprints fingerprints() {
        return classpath.fingerprints();
    }

    /** The jars, where there is no folder among them. */
    OwnJars jars(Fingerprints fingerprints) {
        return OwnJars.of(classpath, fingerprints);
    }

    /** A part of this kind that was found, and an object of it to ask. */
    private record Found<P extends Part>(Provider<P> provider, String name) {}

    /**
     * An object for one place of the specification.
     *
     * @throws PartException if there is no such part, or several, or it does not take the options
     * @throws OwnCodeException if its code fails
     */
    <P extends Part> Guard<P> create(PartKind kind, PartSpec spec) {
        Found<P> found = find(kind, spec.name());
        String what = "the " + kind.word() + " " + spec.name();
        P part = Guard.call(what, "its constructor", loader, () -> instance(kind, found.provider()));
        loader.created(part.getClass(), what);
        Guard<P> guarded = new Guard<>(what, part);
        GivenOptions options = new GivenOptions(spec);
        guarded.run("configure", callee -> configure(callee, options));
        options.unknown().ifPresent(problem -> {
            throw new PartException(problem);
        });
        return guarded;
    }

    /** Here alone an option may be what is wrong. */
    private static void configure(Part part, Options options) {
        try {
            part.configure(options);
        } catch (OptionException wrong) {
            throw new PartException(new Problem(
                    Subject.OPTION,
                    Line.of(wrong.option()),
                    Line.of(wrong.found()),
                    Line.of(wrong.allowed()),
                    Optional.empty()));
        }
    }

    private <P extends Part> Found<P> find(PartKind kind, String name) {
        if (classpath.places().isEmpty()) {
            throw PartException.of(
                    Subject.PART,
                    "the " + kind.word() + " `" + name + "` without a class path",
                    "classpath: [libs/*.jar] beside it, with the jar that holds it");
        }
        List<Found<P>> all = all(kind);
        List<Found<P>> named =
                all.stream().filter(found -> found.name().equals(name)).toList();
        (named.isEmpty() ? all : named)
                .forEach(found -> classpath.requireOne(
                        "the " + kind.word() + " `" + found.name() + "`",
                        found.provider().type().getName()));
        if (named.size() == 1) {
            return named.get(0);
        }
        throw named.isEmpty() ? absent(kind, name, all) : ambiguous(kind, name, named);
    }

    private static PartException absent(PartKind kind, String name, List<? extends Found<?>> all) {
        List<String> names = all.stream().map(Found::name).sorted().toList();
        String wanted = names.isEmpty()
                ? "a jar with a file META-INF/services/" + TYPES.get(kind).getName() + " that names the class"
                : String.join(", ", names);
        return new PartException(new Problem(
                Subject.PART,
                "",
                names.isEmpty()
                        ? "`" + name + "`, which is no " + kind.word() + " on the class path: it holds none"
                        : "`" + name + "`, which is no " + kind.word() + " on the class path",
                wanted,
                Suggestion.nearest(name, names)));
    }

    private static PartException ambiguous(PartKind kind, String name, List<? extends Found<?>> named) {
        List<String> classes = named.stream()
                .map(found -> found.provider().type().getName() + " ("
                        + found.provider()
                                .type()
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation() + ")")
                .toList();
        return PartException.of(
                Subject.PART,
                "`" + name + "`, as " + named.size() + " classes call their " + kind.word() + ": "
                        + String.join(", ", classes),
                "one of them on the class path, or another name() in one of them");
    }

    private <P extends Part> List<Found<P>> all(PartKind kind) {
        @SuppressWarnings("unchecked") // the type of the kind
        Class<P> type = (Class<P>) TYPES.get(kind);
        List<Found<P>> found = new ArrayList<>();
        Iterator<Provider<P>> providers =
                ServiceLoader.load(type, loader).stream().iterator();
        while (hasNext(kind, providers)) {
            Provider<P> provider = providers.next();
            found.add(new Found<>(provider, nameOf(kind, provider)));
        }
        return found;
    }

    private <P extends Part> String nameOf(PartKind kind, Provider<P> provider) {
        String what = "the " + kind.word() + " of the class " + provider.type().getName();
        String name = Guard.call(
                what, "its method name", loader, () -> instance(kind, provider).name());
        if (name == null) {
            throw OwnCodeException.ofAnswer(what, "its method name", "it has no name: name() gives null");
        }
        return name;
    }

    /** Classes are loaded here, and what they are made of may be missing. */
    private boolean hasNext(PartKind kind, Iterator<?> providers) {
        return Guard.call("a " + kind.word() + " of the class path", "its class", loader, () -> {
            try {
                return providers.hasNext();
            } catch (ServiceConfigurationError wrong) {
                throw refused(kind, wrong);
            }
        });
    }

    private static <P extends Part> P instance(PartKind kind, Provider<P> provider) {
        try {
            return provider.get();
        } catch (ServiceConfigurationError wrong) {
            throw refused(kind, wrong);
        }
    }

    /** What own code has thrown, as it is; else what is wrong with the list of classes. */
    private static RuntimeException refused(PartKind kind, ServiceConfigurationError wrong) {
        if (wrong.getCause() instanceof Error failure) {
            throw failure;
        }
        if (wrong.getCause() instanceof RuntimeException failure) {
            return failure;
        }
        return PartException.of(
                Subject.PART,
                "a class path whose " + kind.word() + "s cannot be listed: " + wrong.getMessage()
                        + (wrong.getCause() == null ? "" : " (" + wrong.getCause() + ")"),
                "classes in META-INF/services/" + TYPES.get(kind).getName()
                        + " that are there, implement it, and have a public constructor without parameters");
    }

    /**
     * Which threads own code has started and still run, one sentence; empty where none does.
     *
     * @param ending the method that should have ended them
     */
    Optional<String> threadsLeft(String ending) {
        List<String> threads = threads();
        return threads.isEmpty()
                ? Optional.empty()
                : Optional.of("Code of your own has left threads running: " + String.join(", ", threads)
                        + ". They end with the process; end them in " + ending + ".");
    }

    private List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getContextClassLoader() == loader
                        || thread.getClass().getClassLoader() == loader)
                .map(Thread::getName)
                .sorted()
                .toList();
    }

    /** Closes them because of a failure, which is to be told whatever becomes of that. */
    void closeAfter(Throwable failure) {
        try {
            close();
        } catch (IOException unclosed) {
            failure.addSuppressed(unclosed);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
