package io.jenkins.trainmodel.trainer.library;

import io.jenkins.trainmodel.trainer.library.maven.DownloadListener;
import io.jenkins.trainmodel.trainer.library.maven.DownloadListener.Activity;
import io.jenkins.trainmodel.trainer.library.maven.DownloadListener.Progress;
import io.jenkins.trainmodel.trainer.library.platform.LibraryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A jar that files are taken out of. */
public final class LibraryArchive {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path jar;
    private final DownloadListener listener;

    public LibraryArchive(Path jar, DownloadListener listener) {
        this.jar = jar;
        this.listener = listener;
    }

    /** Writes the files that lie directly in one of the jar's folders, under their own names. */
    public void extractFolder(String folder, Predicate<String> wanted, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(folder))
                    .filter(entry -> isPlain(entry.getName().substring(folder.length())))
                    .filter(entry -> wanted.test(entry.getName().substring(folder.length())))
                    .toList();
            if (entries.isEmpty()) {
                throw damaged("it holds no library in " + folder);
            }
            for (ZipEntry entry : entries) {
                extract(zip, entry, target.resolve(entry.getName().substring(folder.length())));
            }
        }
    }

    /** Writes one of the jar's files. */
    public void extractFile(String name, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw damaged("it holds no " + name);
            }
            extract(zip, entry, target);
        }
    }

    /** Writes another jar with those of this one's files that are wanted. */
    public void repack(Predicate<String> wanted, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(target))) {
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(entry -> !entry.isDirectory() && wanted.test(entry.getName()))
                    .toList();
            for (ZipEntry entry : entries) {
                byte[] content = content(zip, entry);
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(content);
            }
        }
    }

    private byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream from = zip.getInputStream(entry)) {
            byte[] content = from.readAllBytes();
            CRC32 checksum = new CRC32();
            checksum.update(content);
            requireChecksum(entry, checksum);
            return content;
        }
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty() && !name.contains("/") && !name.contains("\\") && !name.contains("..");
    }

    private void extract(ZipFile zip, ZipEntry entry, Path target) throws IOException {
        CRC32 checksum = new CRC32();
        try (InputStream from = zip.getInputStream(entry);
                FileChannel to = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            copy(entry, from, to, checksum, target.getFileName().toString());
            to.force(true);
        }
        requireChecksum(entry, checksum);
    }

    /** Unlike ZipInputStream, ZipFile leaves this check to its callers. */
    private void requireChecksum(ZipEntry entry, CRC32 checksum) {
        if (checksum.getValue() != entry.getCrc()) {
            throw damaged("the checksum of " + entry.getName() + " is wrong");
        }
    }

    private void copy(ZipEntry entry, InputStream from, FileChannel to, CRC32 checksum, String name)
            throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long done = 0;
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            checksum.update(buffer, 0, count);
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
            while (bytes.hasRemaining()) {
                to.write(bytes);
            }
            done += count;
            tell(name, done, entry.getSize());
        }
    }

    private void tell(String name, long done, long size) {
        listener.progress(new Progress(
                Activity.EXTRACTING,
                name,
                done,
                size > 0 ? OptionalLong.of(size) : OptionalLong.empty(),
                done == size));
    }

    private LibraryException damaged(String what) {
        return new LibraryException(
                "%s is damaged: %s. Delete it, so that it is downloaded again.".formatted(jar, what));
    }
}
