package io.jenkins.trainmodel.trainer.collective.nccl;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** NCCL on this machine, loaded. */
public final class NcclLibrary {
    /** As libtorch for CUDA names it. */
    static final String FILE = "libnccl.so.2";

    /** Where the packages of a Python hold it, seen from the directory of its torch. */
    private static final Path OF_PYTHON = Path.of("nvidia", "nccl", "lib", FILE);

    private final Nccl nccl;
    private final String version;
    private final String place;

    private NcclLibrary(Nccl nccl, String version, String place) {
        this.nccl = nccl;
        this.version = version;
        this.place = place;
    }

    /**
     * The library that belongs to a libtorch: in its directory, beside its Python package, or on the library path.
     *
     * @param libtorch the directory with the libraries of libtorch
     * @throws NcclException where there is none that can be used: why
     */
    public static NcclLibrary of(Path libtorch) throws NcclException {
        return of(libtorch, FILE);
    }

    /** @param otherwise what is looked for on the library path */
    static NcclLibrary of(Path libtorch, String otherwise) throws NcclException {
        return open(beside(libtorch.toAbsolutePath()).map(Path::toString).orElse(otherwise));
    }

    static NcclLibrary open(String place) throws NcclException {
        try {
            Nccl nccl = Nccl.open(place);
            return new NcclLibrary(nccl, nccl.version(), place);
        } catch (UnsatisfiedLinkError unusable) {
            throw new NcclException(
                    Files.exists(Path.of(place))
                            ? place + " cannot be loaded"
                            : place + " is neither beside libtorch nor on the library path");
        }
    }

    /** From {@code torch/lib} or {@code torch}, next to which the other packages lie. */
    private static Optional<Path> beside(Path libtorch) {
        Stream<Path> ofPython = Stream.iterate(libtorch.getParent(), folder -> folder != null, Path::getParent)
                .limit(2)
                .map(folder -> folder.resolve(OF_PYTHON));
        return Stream.concat(Stream.of(libtorch.resolve(FILE)), ofPython)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    Nccl functions() {
        return nccl;
    }

    /** A new id for processes that are to add up together, to be handed to all of them. */
    public byte[] newId() throws NcclException {
        return nccl.uniqueId();
    }

    /** Such as {@code NCCL 2.26.2 (/venv/…/libnccl.so.2)}. */
    public String words() {
        return "NCCL %s (%s)".formatted(version, place);
    }

    /** How many bytes an id has. */
    public static int idBytes() {
        return Nccl.UniqueId.BYTES;
    }
}
