package io.campuspulse.codec.mapping;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.json.StrictJson;
import io.campuspulse.codec.rules.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** How bytes or a text become a tree. Immutable; safe for all threads. */
sealed interface BodyCodec {
  /**
   * Decodes a payload.
   *
   * @throws Rejection when the bytes are not of this form
   */
  JsonTree read(byte[] payload, Limits limits);

  /** Decodes a text inside a body; null when the text is not of this form. */
  JsonTree open(String text, Limits limits);

  /** Whether a payload is one text as it stands, rather than written in some syntax. */
  default boolean bare() {
    return false;
  }

  /** The payload is not looked at. */
  record None() implements BodyCodec {
    @Override
    public JsonTree read(byte[] payload, Limits limits) {
      return JsonTree.Null.NULL;
    }

    @Override
    public JsonTree open(String text, Limits limits) {
      return null;
    }
  }

  /** Strict JSON. */
  record Json(StrictJson reader) implements BodyCodec {
    @Override
    public JsonTree read(byte[] payload, Limits limits) {
      return reader.read(payload);
    }

    @Override
    public JsonTree open(String text, Limits limits) {
      try {
        return reader.read(text);
      } catch (Rejection rejection) {
        return null;
      }
    }
  }

  /**
   * One text.
   *
   * @param zeroIsEmpty whether a single zero byte stands for the empty text
   */
  record Text(boolean zeroIsEmpty) implements BodyCodec {
    @Override
    public JsonTree read(byte[] payload, Limits limits) {
      if (zeroIsEmpty && payload.length == 1 && payload[0] == 0) {
        return new JsonTree.Str("");
      }
      String text = Texts.plain(payload);
      if (text.startsWith("\uFEFF")) {
        throw Rejection.invalid("the text starts with a byte order mark");
      }
      return new JsonTree.Str(text);
    }

    @Override
    public JsonTree open(String text, Limits limits) {
      return new JsonTree.Str(text);
    }

    @Override
    public boolean bare() {
      return true;
    }
  }

  /** JSON when it begins as an object, an array or a quoted text does; else one text. */
  record Mixed(StrictJson reader) implements BodyCodec {
    @Override
    public JsonTree read(byte[] payload, Limits limits) {
      if (Texts.looksLikeJson(payload) || quoted(payload)) {
        return reader.read(payload);
      }
      JsonTree text = new Text(false).read(payload, limits);
      return switch (((JsonTree.Str) text).value().strip()) {
        case "true" -> JsonTree.Bool.TRUE;
        case "false" -> JsonTree.Bool.FALSE;
        case "null" -> JsonTree.Null.NULL;
        default -> text;
      };
    }

    private static boolean quoted(byte[] payload) {
      for (byte b : payload) {
        if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
          return b == '"';
        }
      }
      return false;
    }

    @Override
    public JsonTree open(String text, Limits limits) {
      return read(text.getBytes(StandardCharsets.UTF_8), limits);
    }

    @Override
    public boolean bare() {
      return true;
    }
  }

  /** CBOR. */
  record Cbor(CBORFactory factory) implements BodyCodec {
    @Override
    public JsonTree read(byte[] payload, Limits limits) {
      return CborTree.read(factory, payload, limits);
    }

    @Override
    public JsonTree open(String text, Limits limits) {
      return null;
    }
  }

  /**
   * Bytes with a layout.
   *
   * @param encoding how they are written
   */
  record Bytes(Encoding encoding, ByteLayout layout) implements BodyCodec {
    enum Encoding {
      RAW,
      HEX,
      BASE64
    }

    @Override
    public JsonTree read(byte[] payload, Limits limits) {
      JsonTree tree =
          encoding == Encoding.RAW
              ? layout.read(payload)
              : open(Texts.plain(payload).strip(), limits);
      if (tree == null) {
        throw Rejection.invalid(payload.length + " bytes do not have the layout of the mapping");
      }
      return tree;
    }

    @Override
    public JsonTree open(String text, Limits limits) {
      try {
        return switch (encoding) {
          case HEX -> layout.read(HexFormat.of().parseHex(text));
          case BASE64 -> layout.read(Base64.getDecoder().decode(text));
          case RAW -> null;
        };
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
  }
}
