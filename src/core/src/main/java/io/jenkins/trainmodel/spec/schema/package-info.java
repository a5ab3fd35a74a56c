/**
 * A language for declaring what objects of the specification look like. From one declaration come the reader, the writer,
 * the JSON schema and the tables of the documentation.
 */
package io.jenkins.trainmodel.spec.schema;
