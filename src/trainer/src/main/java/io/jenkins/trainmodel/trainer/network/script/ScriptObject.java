package io.jenkins.trainmodel.trainer.network.script;

/** A module of an archive. */
public sealed interface ScriptObject permits ScriptModule, EmbeddedModule {
    /** The name under which other classes know its class. */
    String qualifiedName();
}
