// The first pass: every attribute gets its type, or becomes null with an error.
// Source: shared spec "ingest", sections 3.1 and 3.4 (steps 0 and 1).
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include <boost/json.hpp>

#include "domain/normalize/meta.h"
#include "domain/normalize/path.h"
#include "domain/normalize/schema.h"

namespace picket::domain::normalize {

/// Whether a value must also be there and be good, or only have its type.
enum class Checks : std::uint8_t { all, types_only };

/// Works in place on the values of one event. Keys that a schema does not have stay as they are;
/// they are dealt with when strings are trimmed (trim.h).
class Shaper {
 public:
  Shaper(Meta& meta, boost::json::storage_ptr storage, Checks checks = Checks::all)
      : meta_(meta), storage_(std::move(storage)), checks_(checks) {}

  void value(boost::json::value& value, const Field& field, const Path& path);
  void object(boost::json::object& object, const Schema& schema, const Path& path);

  /// The value becomes null; error and original are noted.
  void reject(boost::json::value& value, const Path& path, std::string_view reason);
  void set_text(boost::json::value& value, std::string_view text);

  Meta& meta() noexcept { return meta_; }
  const boost::json::storage_ptr& storage() const noexcept { return storage_; }

 private:
  void scalar(boost::json::value& value, Kind kind, const Path& path);
  void string(boost::json::value& value, const Field& field, const Path& path);
  void json_text(boost::json::value& value, const Path& path);
  void strings(boost::json::value& value, const Path& path);
  void list(boost::json::value& value, const Field& field, const Path& path);
  void values(boost::json::value& value, const Field& field, const Path& path);
  void container(boost::json::value& value, const Field& field, const Path& path);
  void resolve_aliases(boost::json::object& object, const Schema& schema, const Path& path);
  void require(boost::json::object& object, const Schema& schema, const Path& path);

  Meta& meta_;
  boost::json::storage_ptr storage_;
  Checks checks_;
};

}  // namespace picket::domain::normalize
