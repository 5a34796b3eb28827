package org.simbastream.e2e.trial;

/**
 * What is submitted.
 *
 * @param jar the name of the uploaded jar
 * @param entryClass its main class
 */
public record Program(String jar, String entryClass) {}
