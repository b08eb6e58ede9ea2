package io.campuspulse.codec.mapping;

import io.campuspulse.codec.Limits;
import io.campuspulse.codec.json.StrictJson;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Compiles what is said about the form of bodies and of texts inside them. */
final class CodecCompiler {
  private static final String KNOWN =
      "json, text, mixed, cbor, none, or a block raw, hex or base64 with fields";
  private static final int LONGEST = 4096;

  private final Limits limits;
  private final StrictJson json;
  private final BodyCodec whole;

  CodecCompiler(Limits limits) {
    this.limits = limits;
    this.json = new StrictJson(limits);
    this.whole = new BodyCodec.Json(json);
  }

  /** The codec under a key; JSON when there is none. */
  BodyCodec codec(Fields fields, String key) {
    return fields.get(key).map(this::codec).orElse(whole);
  }

  private BodyCodec codec(Setting setting) {
    if (setting.form() == Setting.Form.TEXT) {
      return switch (setting.text()) {
        case "json" -> whole;
        case "text" -> new BodyCodec.Text(false);
        case "text-zero-is-empty" -> new BodyCodec.Text(true);
        case "mixed" -> new BodyCodec.Mixed(json);
        case "cbor" -> new BodyCodec.Cbor(CborTree.factory(limits));
        case "none" -> new BodyCodec.None();
        default -> unknown(setting);
      };
    }
    Fields fields = new Fields(setting);
    for (BodyCodec.Bytes.Encoding encoding : BodyCodec.Bytes.Encoding.values()) {
      Optional<Fields> layout = fields.fields(encoding.name().toLowerCase(Locale.ROOT));
      if (layout.isPresent()) {
        return new BodyCodec.Bytes(encoding, layout(layout.get()));
      }
    }
    return unknown(setting);
  }

  private BodyCodec unknown(Setting setting) {
    setting.problem("is not a codec; known: " + KNOWN);
    return whole;
  }

  private static ByteLayout layout(Fields fields) {
    byte[] marker =
        fields
            .parse(
                "after",
                text -> {
                  if (!Like.HEX.test(text)) {
                    throw new MappingSyntaxException("must be hexadecimal digits such as FF9904");
                  }
                  return HexFormat.of().parseHex(text);
                })
            .orElse(new byte[0]);
    List<ByteField> list = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int end = 0;
    for (Setting setting : fields.each("fields")) {
      ByteField field = field(new Fields(setting));
      if (!seen.add(field.name())) {
        setting.problem("there is another field called '" + field.name() + "'");
      }
      end = Math.max(end, field.offset() + field.width());
      list.add(field);
    }
    if (list.isEmpty()) {
      fields.block().problem("bytes need 'fields'");
    }
    int length = fields.integer("length", 0, LONGEST, end);
    String need = "is shorter than the fields, which need " + end + " bytes";
    if (length < end) {
      fields.get("length").ifPresent(s -> s.problem(need));
    }
    return new ByteLayout(marker, Math.max(length, end), List.copyOf(list));
  }

  private static ByteField field(Fields fields) {
    String name = fields.text("name", "");
    if (name.isEmpty()) {
      fields.block().problem("a field needs its 'name'");
    }
    int width = fields.integer("width", 1, 64, 1);
    ByteField.Form form = fields.choice("as", ByteField.Form.class, ByteField.Form.UNSIGNED);
    if (form == ByteField.Form.FLOAT && width != 4 && width != 8) {
      fields.block().problem("a float is 4 or 8 bytes wide");
      width = 4;
    }
    return new ByteField(
        name,
        fields.integer("at", 0, LONGEST, 0),
        width,
        form,
        fields.choice("endian", Endian.class, Endian.BIG) == Endian.LITTLE,
        List.copyOf(fields.<BigInteger>parseEach("invalid", ValueCompiler::whole)),
        ValueCompiler.arithmetic(fields));
  }

  private enum Endian {
    BIG,
    LITTLE
  }

  /** The texts inside a body that have a form of their own. */
  List<Opening> openings(Fields fields) {
    List<Opening> openings = new ArrayList<>();
    for (Setting setting : fields.each("open")) {
      Fields opening = new Fields(setting);
      List<String> keys = List.of(opening.text("at", "").split("\\.", -1));
      if (!opening.has("at")) {
        setting.problem("needs 'at', the keys that lead to the text");
      }
      openings.add(new Opening(keys, codec(opening, "as"), opening.flag("demanded", false)));
    }
    return List.copyOf(openings);
  }
}
