// A small file in MaxMind's format, for tests: networks and what is known about each.
// Source: https://maxmind.github.io/MaxMind-DB/, version 2.0.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace picket::adapters::mmdb {

/// Values in the encoding of the data section; text, maps and arrays of less than 29 elements.
inline std::string control(unsigned type, std::size_t size) {
  return std::string(1, static_cast<char>(type << 5U | size));
}
inline std::string text(std::string_view value) {
  return control(2, value.size()).append(value);
}
inline std::string map(const std::vector<std::pair<std::string_view, std::string>>& members) {
  std::string out = control(7, members.size());
  for (const auto& [key, value] : members) out += text(key) + value;
  return out;
}
inline std::string array(const std::vector<std::string>& elements) {
  std::string out = control(0, elements.size()) + '\x04';
  for (const std::string& element : elements) out += element;
  return out;
}
/// `type` 5: 16 bits, 6: 32 bits, 9: 64 bits.
inline std::string number(unsigned type, std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) {
    const auto byte = static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU);
    if (!bytes.empty() || byte != 0) bytes += byte;
  }
  if (type <= 7) return control(type, bytes.size()) + bytes;
  return control(0, bytes.size()) + static_cast<char>(type - 7) + bytes;
}
inline std::string names(std::string_view english) {
  return map({{"en", text(english)}});
}

/// Networks of version 4 in a tree of version 4.
class Image {
 public:
  /// The first `bits` of `address` have this data.
  void add(std::array<std::uint8_t, 4> address, unsigned bits, const std::string& data) {
    std::size_t node = 0;
    for (unsigned bit = 0; bit + 1 < bits; ++bit) {
      Record& record = nodes_[node][side(address, bit)];
      if (record.kind == Record::Kind::none) {
        record = {Record::Kind::node, nodes_.size()};
        node = nodes_.size();
        nodes_.emplace_back();
      } else {
        node = record.value;
      }
    }
    nodes_[node][side(address, bits - 1)] = {Record::Kind::data, data_.size()};
    data_ += data;
  }

  std::string bytes() const {
    std::string out;
    for (const auto& node : nodes_) {
      for (const Record& record : node) append_record(out, record);
    }
    out.append(16, '\0');
    out += data_;
    out += "\xAB\xCD\xEFMaxMind.com";
    out += map({{"node_count", number(6, static_cast<std::uint32_t>(nodes_.size()))},
                {"record_size", number(5, 24)},
                {"ip_version", number(5, 4)},
                {"database_type", text("Test-City")},
                {"languages", array({text("en")})},
                {"binary_format_major_version", number(5, 2)},
                {"binary_format_minor_version", number(5, 0)},
                {"build_epoch", number(9, 1'764'000'000)},
                {"description", map({{"en", text("A test")}})}});
    return out;
  }

 private:
  struct Record {
    enum class Kind : std::uint8_t { none, node, data };
    Kind kind = Kind::none;
    std::size_t value = 0;
  };

  static std::size_t side(const std::array<std::uint8_t, 4>& address, unsigned bit) {
    return address[bit / 8] >> (7 - bit % 8) & 1U;
  }

  void append_record(std::string& out, const Record& record) const {
    std::size_t value = nodes_.size();
    if (record.kind == Record::Kind::node) value = record.value;
    if (record.kind == Record::Kind::data) value = nodes_.size() + 16 + record.value;
    for (const unsigned shift : {16U, 8U, 0U}) out += static_cast<char>(value >> shift & 0xFFU);
  }

  std::vector<std::array<Record, 2>> nodes_{1};
  std::string data_;
};

}  // namespace picket::adapters::mmdb
