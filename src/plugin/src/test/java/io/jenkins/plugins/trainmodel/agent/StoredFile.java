package io.jenkins.plugins.trainmodel.agent;

import java.io.File;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import jenkins.util.VirtualFile;

/** A file in a store of artifacts that is not Jenkins's own; how it is read differs from store to store. */
public abstract class StoredFile extends VirtualFile {
    protected final File file;

    protected StoredFile(File file) {
        this.file = file;
    }

    /** Another file of the same store. */
    protected abstract VirtualFile stored(File other);

    @Override
    public VirtualFile child(String name) {
        return stored(new File(file, name));
    }

    @Override
    public VirtualFile getParent() {
        return stored(file.getParentFile());
    }

    @Override
    public VirtualFile[] list() {
        return Optional.ofNullable(file.listFiles()).stream()
                .flatMap(Arrays::stream)
                .map(this::stored)
                .toArray(VirtualFile[]::new);
    }

    @Override
    public String getName() {
        return file.getName();
    }

    @Override
    public URI toURI() {
        return file.toURI();
    }

    @Override
    public boolean isDirectory() {
        return file.isDirectory();
    }

    @Override
    public boolean isFile() {
        return file.isFile();
    }

    @Override
    public boolean exists() {
        return file.exists();
    }

    @Override
    public long length() {
        return file.length();
    }

    @Override
    public long lastModified() {
        return file.lastModified();
    }

    @Override
    public boolean canRead() {
        return file.canRead();
    }
}
