// Answers of the health pages. Source: shared spec "ingest", section 1.2.
#pragma once

#include "net/http.h"

namespace picket::relay {

/// 200 {"is_healthy":true} or 503 {"is_healthy":false}.
net::Response health(bool healthy);

}  // namespace picket::relay
