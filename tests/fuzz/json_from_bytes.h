// Bytes of a fuzzer read as choices, by which a JSON value is put together: known keys in any
// place with values of any type, which changed JSON text seldom has.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include <boost/json.hpp>

namespace picket::fuzz {

/// Yields zeros, which end every container, when the bytes are used up.
class JsonFromBytes {
 public:
  JsonFromBytes(std::string_view bytes, std::span<const std::string_view> keys,
                std::span<const std::string_view> texts)
      : bytes_(bytes), keys_(keys), texts_(texts) {}

  boost::json::object object(int depth) {
    boost::json::object out;
    if (depth == 0) return out;
    for (unsigned left = next() % 8U; left > 0; --left) {
      const std::string_view key = keys_[next() % keys_.size()];
      out[key] = value(depth - 1);
    }
    return out;
  }

 private:
  boost::json::value value(int depth) {
    switch (next() % 9) {
      case 0:
        return nullptr;
      case 1:
        return next() % 2 == 0;
      case 2:
        return static_cast<std::int64_t>(next()) - 3;
      case 3:
        return next() / 3.0;
      case 4:
      case 5:
        return boost::json::string(texts_[next() % texts_.size()]);
      case 6: {
        boost::json::array list;
        if (depth > 0) fill(list, depth - 1);
        return list;
      }
      default:
        return object(depth);
    }
  }

  unsigned next() {
    if (bytes_.empty()) return 0;
    const auto byte = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return byte;
  }

  void fill(boost::json::array& list, int depth) {
    for (unsigned left = next() % 6U; left > 0; --left) list.push_back(value(depth));
  }

  std::string_view bytes_;
  std::span<const std::string_view> keys_;
  std::span<const std::string_view> texts_;
};

}  // namespace picket::fuzz
