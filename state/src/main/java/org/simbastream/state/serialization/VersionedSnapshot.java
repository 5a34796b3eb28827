package org.simbastream.state.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.simbastream.annotation.Internal;

/**
 * Stores in a checkpoint the version of a {@link VersionedSerializer}. Older versions are read
 * without migration, since each value carries its version; newer ones are refused.
 *
 * <p>Each serializer has a public subclass with a public constructor without arguments, because
 * Flink creates it by name.
 *
 * @param <T> the serializer's type
 */
@Internal
public abstract class VersionedSnapshot<T> implements TypeSerializerSnapshot<T> {

  private static final int SNAPSHOT_VERSION = 1;

  private final VersionedSerializer<T> serializer;
  private int writtenVersion;

  /**
   * A snapshot of a serializer's present version; reading a stored snapshot replaces the version.
   */
  protected VersionedSnapshot(VersionedSerializer<T> serializer) {
    this.serializer = serializer;
    this.writtenVersion = serializer.version();
  }

  @Override
  public final int getCurrentVersion() {
    return SNAPSHOT_VERSION;
  }

  @Override
  public final void writeSnapshot(DataOutputView out) throws IOException {
    out.writeInt(serializer.version());
  }

  @Override
  public final void readSnapshot(int snapshotVersion, DataInputView in, ClassLoader loader)
      throws IOException {
    int version = in.readInt();
    if (snapshotVersion != SNAPSHOT_VERSION || version < 1 || version > serializer.version()) {
      throw new UnknownFormatException(
          String.format(
              "the state of %s was written in format %d (snapshot %d), this simba-stream knows"
                  + " formats 1 to %d (snapshot %d): restore it with the version that wrote it, or a"
                  + " newer one",
              serializer.getClass().getSimpleName(),
              version,
              snapshotVersion,
              serializer.version(),
              SNAPSHOT_VERSION));
    }
    writtenVersion = version;
  }

  @Override
  public final TypeSerializer<T> restoreSerializer() {
    return serializer;
  }

  @Override
  public final TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    boolean sameFormat = old.getClass() == getClass();
    boolean readable =
        sameFormat && ((VersionedSnapshot<T>) old).writtenVersion <= serializer.version();
    return readable
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
