// Shapes as JSON Schema 2020-12, the way OpenAPI 3.1 has them.
#pragma once

#include <boost/json.hpp>

#include "roles/api/shape.h"

namespace picket::api {

/// Schemas of objects by name, for `components/schemas`.
class SchemaBook {
 public:
  /// The schema of a shape; what it names goes into the book.
  boost::json::value schema(const Shape& shape);

  boost::json::object take() && { return std::move(schemas_); }

 private:
  boost::json::object reference(const ObjectShape& object);
  boost::json::value plain(const Shape& shape);
  boost::json::value item(const Shape& shape);
  void add_members(const ObjectShape& object, bool partial, boost::json::object& properties,
                   boost::json::array& required);

  boost::json::object schemas_;
};

}  // namespace picket::api
