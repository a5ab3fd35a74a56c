/** libtorch and DJL's JNI library on the disk: given, found, or from the cache of libraries. */
package io.jenkins.trainmodel.trainer.engine.library;
