/**
 * The specification of a training: what it says when it is valid, and the declarations of its objects, from which reader,
 * writer, JSON schema and the documentation's tables come.
 */
package io.jenkins.trainmodel.spec;
