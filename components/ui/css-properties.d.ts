import "react";

declare module "react" {
  interface CSSProperties {
    /** Our own custom properties may be set through `style`. */
    [custom: `--${string}`]: string | number | undefined;
  }
}
