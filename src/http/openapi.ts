import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Serves the OpenAPI document at `/docs/openapi.json` and a page to read it at `/docs`. */
export function serveOpenApi(app: NestFastifyApplication): void {
  const description =
    'Cart, order and payment through Alipay. Money is a decimal string in yuan; times carry +08:00. ' +
    'Every refusal is a problem document (RFC 9457) with a stable `type`.';
  const config = new DocumentBuilder()
    .setTitle('alipay-checkout')
    .setDescription(description)
    .setVersion('1')
    .addBearerAuth()
    .build();
  SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, config), {
    jsonDocumentUrl: 'docs/openapi.json',
    customSiteTitle: 'alipay-checkout API',
  });
}
