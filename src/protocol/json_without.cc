#include "protocol/json_without.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "protocol/json_handler.h"

namespace picket::protocol {
namespace {

/// While a value is left out, only its end is looked for.
class OmittingHandler : public detail::JsonHandler {
 public:
  OmittingHandler(NonFinite mode, unsigned char* buffer, std::size_t size,
                  const Omissions& omissions)
      : JsonHandler(mode, buffer, size), omissions_(omissions) {}

  bool on_object_begin(Ec& ec) {
    if (begin_left_out()) return true;
    const bool is_frame = !levels_.empty() && levels_.back().is_list_of_frames;
    levels_.push_back({.names = levels_.empty() ? omissions_.of_document
                                : is_frame      ? omissions_.of_frames
                                                : Names()});
    frames_follow_ = false;
    return JsonHandler::on_object_begin(ec);
  }
  bool on_object_end(std::size_t n, Ec& ec) {
    if (end_left_out()) return true;
    n -= levels_.back().left_out;
    levels_.pop_back();
    return JsonHandler::on_object_end(n, ec);
  }
  bool on_array_begin(Ec& ec) {
    if (begin_left_out()) return true;
    levels_.push_back({.is_list_of_frames = std::exchange(frames_follow_, false)});
    return JsonHandler::on_array_begin(ec);
  }
  bool on_array_end(std::size_t n, Ec& ec) {
    if (end_left_out()) return true;
    levels_.pop_back();
    return JsonHandler::on_array_end(n, ec);
  }

  bool on_key_part(boost::json::string_view s, std::size_t n, Ec& ec) {
    if (depth_ > 0) return true;
    in_parts_ = true;
    return JsonHandler::on_key_part(s, n, ec);
  }
  bool on_key(boost::json::string_view s, std::size_t n, Ec& ec) {
    if (depth_ > 0) return true;
    const std::string_view name(s.data(), s.size());
    const bool whole = !std::exchange(in_parts_, false);
    const Names names = levels_.back().names;
    if (whole && std::find(names.begin(), names.end(), name) != names.end()) {
      ++levels_.back().left_out;
      leave_out_ = true;
      return true;
    }
    frames_follow_ = whole && name == "frames";
    return JsonHandler::on_key(s, n, ec);
  }

  bool on_string_part(boost::json::string_view s, std::size_t n, Ec& ec) {
    return leave_out_ || depth_ > 0 || JsonHandler::on_string_part(s, n, ec);
  }
  bool on_string(boost::json::string_view s, std::size_t n, Ec& ec) {
    return scalar_left_out() || JsonHandler::on_string(s, n, ec);
  }
  bool on_int64(std::int64_t i, boost::json::string_view text, Ec& ec) {
    return scalar_left_out() || JsonHandler::on_int64(i, text, ec);
  }
  bool on_uint64(std::uint64_t u, boost::json::string_view text, Ec& ec) {
    return scalar_left_out() || JsonHandler::on_uint64(u, text, ec);
  }
  bool on_double(double d, boost::json::string_view text, Ec& ec) {
    return scalar_left_out() || JsonHandler::on_double(d, text, ec);
  }
  bool on_bool(bool b, Ec& ec) { return scalar_left_out() || JsonHandler::on_bool(b, ec); }
  bool on_null(Ec& ec) { return scalar_left_out() || JsonHandler::on_null(ec); }

 private:
  using Names = std::span<const std::string_view>;

  struct Level {
    Names names{};  ///< That are left out here.
    bool is_list_of_frames = false;
    std::size_t left_out = 0;
  };

  bool begin_left_out() noexcept {
    if (depth_ == 0 && !leave_out_) return false;
    leave_out_ = false;
    ++depth_;
    return true;
  }
  bool end_left_out() noexcept {
    if (depth_ == 0) return false;
    --depth_;
    return true;
  }
  bool scalar_left_out() noexcept {
    if (depth_ > 0 || std::exchange(leave_out_, false)) return true;
    frames_follow_ = false;
    return false;
  }

  const Omissions& omissions_;
  std::vector<Level> levels_;   ///< Of the values that are built and not ended.
  std::size_t depth_ = 0;       ///< Lists and objects that began in the value that is left out.
  bool leave_out_ = false;      ///< The value that follows.
  bool frames_follow_ = false;  ///< The value that follows is that of "frames".
  bool in_parts_ = false;       ///< The name came in parts so far.
};

}  // namespace

Result<boost::json::value, JsonError> parse_json_without(std::string_view text,
                                                         const Omissions& omissions,
                                                         boost::json::storage_ptr storage) {
  return detail::parse<OmittingHandler>(text, std::move(storage), NonFinite::to_null, omissions);
}

}  // namespace picket::protocol
