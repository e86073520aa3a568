// What repositories make of the number of rows that a statement changed.
#pragma once

#include "adapters/meta_sql/statement.h"
#include "base/result.h"

namespace picket::adapters::meta {

/// However many they were.
inline Result<void> without_count(const Result<Int>& rows) {
  return rows ? Result<void>{} : unexpected(rows.error());
}

/// Of a change of one row on a condition: did it hold?
inline Result<bool> held(const Result<Int>& rows) {
  if (!rows) return unexpected(rows.error());
  return *rows == 1;
}

}  // namespace picket::adapters::meta
