// Rules applied to a whole document, by its schema.
#pragma once

#include <cstddef>

#include <boost/json.hpp>

#include "domain/normalize/meta.h"
#include "domain/normalize/path.h"
#include "domain/scrub/apply.h"
#include "domain/scrub/compiled.h"
#include "domain/scrub/pii_schema.h"
#include "domain/scrub/place.h"

namespace picket::domain::scrub {

/// One pass over the values of one document, in place. Its depth is that of JSON, 128 at most.
class Walk {
 public:
  Walk(const CompiledRules& rules, normalize::Meta& meta);

  /// An object as a whole, which is not asked about itself.
  void document(boost::json::object& object, const PiiSchema& schema);
  /// Any value; `field` says how to read it.
  void value(boost::json::value& value, const PiiField& field, const Subject& subject);

 private:
  void inside(boost::json::value& value, const PiiField& field, const Subject& subject);
  void text(boost::json::value& value, const PiiField& field, const Subject& subject);
  void members(boost::json::object& object, const PiiSchema& schema, const Subject& subject);
  void member(boost::json::object& object, boost::json::key_value_pair& pair, const PiiField& field,
              const Subject& subject);
  void free(boost::json::value& value, const Subject& subject);
  void pairs(boost::json::array& list, const Subject& subject);
  void list(boost::json::array& list, const PiiSchema& schema, const Subject& subject);
  void values(boost::json::value& value, const PiiSchema& schema, const Subject& subject);
  void contexts(boost::json::value& value, const Subject& subject);
  void original(const Subject& subject);
  void move_address(boost::json::object& user, bool had_address, const Subject& subject);

  const CompiledRules& rules_;
  normalize::Meta& meta_;
  bool has_originals_;  ///< `_meta` holds values from before: they may be personal, too.
};

}  // namespace picket::domain::scrub
