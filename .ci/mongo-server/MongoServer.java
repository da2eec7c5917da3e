import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.List;

/** A MongoDB-wire server in memory, for tests: `java -cp … MongoServer.java PORT`. */
public class MongoServer {
  /** Today's drivers talk to 4.4 and later; what they send, this server understands. */
  record Version() implements MongoVersion {
    public List<Integer> getVersionArray() {
      return List.of(5, 0, 0);
    }

    public int getWireVersion() {
      return 13;
    }
  }

  public static void main(String[] arguments) {
    var backend = new MemoryBackend().version(new Version());
    new de.bwaldvogel.mongo.MongoServer(backend).bind("127.0.0.1", Integer.parseInt(arguments[0]));
  }
}
