#include "protocol/msgpack.h"

#include <bit>
#include <limits>
#include <string>
#include <utility>

#include "base/utf8.h"

namespace picket::protocol {
namespace json = boost::json;

namespace {

/// Reads one value after the other from the front. `error_` is final.
class Reader {
 public:
  Reader(std::string_view bytes, json::storage_ptr storage)
      : rest_(bytes), storage_(std::move(storage)) {}

  /// False on an error.
  bool read(json::value& out, std::size_t depth);
  std::string_view rest() const noexcept { return rest_; }
  MsgpackError error() const noexcept { return error_; }

 private:
  bool fail(MsgpackError error) noexcept {
    error_ = error;
    return false;
  }

  bool take(std::size_t count, std::string_view& out) noexcept {
    if (count > rest_.size()) return fail(MsgpackError::truncated);
    out = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return true;
  }

  /// Big-endian, of 1, 2, 4 or 8 bytes.
  bool take_uint(std::size_t bytes, std::uint64_t& out) noexcept {
    std::string_view raw;
    if (!take(bytes, raw)) return false;
    out = 0;
    for (const char c : raw) out = out << 8U | static_cast<unsigned char>(c);
    return true;
  }

  bool read_uint(std::size_t bytes, json::value& out) {
    std::uint64_t number = 0;
    if (!take_uint(bytes, number)) return false;
    // As the JSON parser has them: unsigned where signed does not reach.
    if (number <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      out = static_cast<std::int64_t>(number);
    } else {
      out = number;
    }
    return true;
  }

  bool read_int(std::size_t bytes, json::value& out) {
    std::uint64_t number = 0;
    if (!take_uint(bytes, number)) return false;
    const unsigned unused = static_cast<unsigned>(64 - 8 * bytes);
    out = static_cast<std::int64_t>(number << unused) >> unused;
    return true;
  }

  bool read_float(std::size_t bytes, json::value& out) {
    std::uint64_t raw = 0;
    if (!take_uint(bytes, raw)) return false;
    out = bytes == 4 ? double{std::bit_cast<float>(static_cast<std::uint32_t>(raw))}
                     : std::bit_cast<double>(raw);
    return true;
  }

  bool read_text(std::size_t size, json::value& out) {
    std::string_view raw;
    if (!take(size, raw)) return false;
    json::string& text = out.emplace_string();
    if (is_valid_utf8(raw)) {
      text.assign(raw.data(), raw.size());
    } else {
      text = to_valid_utf8(raw);
    }
    return true;
  }

  bool skip_extension(std::size_t size, json::value& out) {
    std::string_view type_and_data;
    out = nullptr;
    return take(size + 1, type_and_data);
  }

  bool read_array(std::uint64_t count, json::value& out, std::size_t depth);
  bool read_map(std::uint64_t count, json::value& out, std::size_t depth);
  bool read_fixed(std::uint8_t tag, json::value& out, std::size_t depth);
  bool read_tagged(std::uint8_t tag, json::value& out, std::size_t depth);
  bool read_sized(std::uint8_t tag, json::value& out, std::size_t depth);

  std::string_view rest_;
  const json::storage_ptr storage_;
  MsgpackError error_ = MsgpackError::invalid;
};

bool Reader::read_array(std::uint64_t count, json::value& out, std::size_t depth) {
  if (depth >= kMaxMsgpackDepth) return fail(MsgpackError::too_deep);
  if (count > rest_.size()) return fail(MsgpackError::truncated);  // Each takes a byte at least.
  json::array& array = out.emplace_array();
  for (std::uint64_t i = 0; i < count; ++i) {
    if (!read(array.emplace_back(nullptr), depth + 1)) return false;
  }
  return true;
}

bool Reader::read_map(std::uint64_t count, json::value& out, std::size_t depth) {
  if (depth >= kMaxMsgpackDepth) return fail(MsgpackError::too_deep);
  if (count > rest_.size() / 2) return fail(MsgpackError::truncated);
  json::object& object = out.emplace_object();
  for (std::uint64_t i = 0; i < count; ++i) {
    json::value key(storage_);
    if (!read(key, depth + 1)) return false;
    if (!key.is_string()) return fail(MsgpackError::invalid);
    const json::string& name = key.get_string();
    if (!read(object[std::string_view(name.data(), name.size())], depth + 1)) return false;
  }
  return true;
}

/// Kind, size or value are in the tag itself.
bool Reader::read_fixed(std::uint8_t tag, json::value& out, std::size_t depth) {
  if (tag <= 0x7f) {
    out = std::int64_t{tag};
    return true;
  }
  if (tag <= 0x8f) return read_map(tag & 0x0fU, out, depth);
  if (tag <= 0x9f) return read_array(tag & 0x0fU, out, depth);
  if (tag <= 0xbf) return read_text(tag & 0x1fU, out);
  out = std::int64_t{static_cast<std::int8_t>(tag)};  // 0xe0 and more.
  return true;
}

/// A size of 1, 2 or 4 bytes follows.
bool Reader::read_sized(std::uint8_t tag, json::value& out, std::size_t depth) {
  struct Kind {
    std::uint8_t tag;
    std::uint8_t size_bytes;
    enum { text, array, map, extension } holds;
  };
  static constexpr Kind kKinds[] = {
      {0xc4, 1, Kind::text},      {0xc5, 2, Kind::text},      {0xc6, 4, Kind::text},
      {0xc7, 1, Kind::extension}, {0xc8, 2, Kind::extension}, {0xc9, 4, Kind::extension},
      {0xd9, 1, Kind::text},      {0xda, 2, Kind::text},      {0xdb, 4, Kind::text},
      {0xdc, 2, Kind::array},     {0xdd, 4, Kind::array},     {0xde, 2, Kind::map},
      {0xdf, 4, Kind::map}};
  for (const Kind& kind : kKinds) {
    if (kind.tag != tag) continue;
    std::uint64_t size = 0;
    if (!take_uint(kind.size_bytes, size)) return false;
    switch (kind.holds) {
      case Kind::text:
        return read_text(size, out);
      case Kind::array:
        return read_array(size, out, depth);
      case Kind::map:
        return read_map(size, out, depth);
      case Kind::extension:
        return skip_extension(size, out);
    }
  }
  return fail(MsgpackError::invalid);  // 0xc1 is never used.
}

bool Reader::read_tagged(std::uint8_t tag, json::value& out, std::size_t depth) {
  switch (tag) {
    case 0xc0:
      out = nullptr;
      return true;
    case 0xc2:
    case 0xc3:
      out = tag == 0xc3;
      return true;
    case 0xca:
      return read_float(4, out);
    case 0xcb:
      return read_float(8, out);
    case 0xcc:
    case 0xcd:
    case 0xce:
    case 0xcf:
      return read_uint(std::size_t{1} << (tag - 0xccU), out);
    case 0xd0:
    case 0xd1:
    case 0xd2:
    case 0xd3:
      return read_int(std::size_t{1} << (tag - 0xd0U), out);
    case 0xd4:
    case 0xd5:
    case 0xd6:
    case 0xd7:
    case 0xd8:
      return skip_extension(std::size_t{1} << (tag - 0xd4U), out);
    default:
      return read_sized(tag, out, depth);
  }
}

bool Reader::read(json::value& out, std::size_t depth) {
  std::uint64_t tag = 0;
  if (!take_uint(1, tag)) return false;
  const auto byte = static_cast<std::uint8_t>(tag);
  if (byte < 0xc0 || byte >= 0xe0) return read_fixed(byte, out, depth);
  return read_tagged(byte, out, depth);
}

}  // namespace

Result<json::value, MsgpackError> take_msgpack(std::string_view& bytes, json::storage_ptr storage) {
  Reader reader(bytes, storage);
  json::value value(std::move(storage));
  if (!reader.read(value, 0)) return unexpected(reader.error());
  bytes = reader.rest();
  return value;
}

}  // namespace picket::protocol
