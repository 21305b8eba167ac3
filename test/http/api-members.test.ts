import { expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiResponse, ApiSchema, DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { Test } from '@nestjs/testing';
import {
  ApiFlag,
  ApiInstant,
  ApiInteger,
  ApiOneOf,
  ApiPart,
  ApiParts,
  ApiText,
  ApiTexts,
  ApiYuan,
  pageOfClass,
  unionClass,
} from '../../src/http/openapi/api-members.js';

type Mood = 'GLAD' | 'SAD';
const MOODS = ['GLAD', 'SAD'] as const;

class Cat {
  @ApiOneOf('CatKind', ['cat']) readonly kind!: 'cat';
}

class Dog {
  @ApiOneOf('DogKind', ['dog']) readonly kind!: 'dog';
}

const Pet = unionClass('Pet', 'kind', { cat: Cat, dog: Dog });

@ApiSchema({ name: 'Owner' })
class OwnerView {
  @ApiText({ description: 'What friends say' }) readonly name!: string;
  @ApiText({ nullable: true }) readonly title!: string | null;
  @ApiText({ optional: true, pattern: '^a' }) readonly alias?: string;
  @ApiTexts() readonly tags!: readonly string[];
  @ApiYuan() readonly fortune!: string;
  @ApiInstant({ nullable: true }) readonly bornAt!: string | null;
  @ApiInteger() readonly age!: number;
  @ApiFlag() readonly isKind!: boolean;
  @ApiOneOf('Mood', MOODS) readonly mood!: Mood;
  @ApiOneOf('Mood', MOODS, { nullable: true, description: 'Yesterday' })
  readonly before!: Mood | null;
  @ApiPart(() => Pet) readonly favourite!: Cat | Dog;
  @ApiParts(() => Cat) readonly cats!: readonly Cat[];
}

const OwnerPage = pageOfClass('OwnerPage', OwnerView);

/** The compiler refuses each of these: the test directory does not compile when it stops to. */
class Wrong {
  // @ts-expect-error a number is no text
  @ApiText() readonly count!: number;
  // @ts-expect-error it may be null, and the document would not tell
  @ApiText() readonly title!: string | null;
  // @ts-expect-error it is never null, and the document would tell that it may be
  @ApiText({ nullable: true }) readonly name!: string;
  // @ts-expect-error it may be absent, and the document would not tell
  @ApiText() readonly alias?: string;
  // @ts-expect-error a state is missing in the document
  @ApiOneOf('Mood', ['GLAD']) readonly mood!: Mood;
  // @ts-expect-error any text is more than the document tells
  @ApiOneOf('Mood', MOODS) readonly anyMood!: string;
  // @ts-expect-error another class
  @ApiPart(() => Cat) readonly pet!: Dog;
}

@Controller()
class Owners {
  @Get()
  @ApiResponse({ status: 200, description: 'Some', type: OwnerPage })
  list(): Wrong[] {
    return [];
  }
}

@Module({ controllers: [Owners] })
class Root {}

it('tells of each member what the compiler knows of it', async () => {
  const module = await Test.createTestingModule({ imports: [Root] }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  const config = new DocumentBuilder().setOpenAPIVersion('3.1.0').build();
  const { components } = SwaggerModule.createDocument(app, config);
  const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  expect(components?.schemas).toMatchObject({
    OwnerPage: {
      required: ['items', 'nextCursor'],
      properties: {
        items: { type: 'array', items: reference('Owner') },
        nextCursor: { type: ['string', 'null'] },
      },
    },
    Owner: {
      properties: {
        name: { type: 'string', description: 'What friends say' },
        title: { type: ['string', 'null'] },
        alias: { type: 'string', pattern: '^a' },
        tags: { type: 'array', items: { type: 'string' } },
        fortune: { type: 'string', pattern: String.raw`^-?\d+\.\d{2}$` },
        bornAt: { type: ['string', 'null'], format: 'date-time' },
        age: { type: 'integer' },
        isKind: { type: 'boolean' },
        mood: { allOf: [reference('Mood')] },
        before: { anyOf: [reference('Mood'), { type: 'null' }], description: 'Yesterday' },
        favourite: reference('Pet'),
        cats: { type: 'array', items: reference('Cat') },
      },
    },
    Mood: { type: 'string', enum: ['GLAD', 'SAD'] },
    Pet: {
      oneOf: [reference('Cat'), reference('Dog')],
      discriminator: {
        propertyName: 'kind',
        mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' },
      },
    },
  });
  const owner = components?.schemas?.['Owner'];
  expect(owner).toHaveProperty('required', expect.not.arrayContaining(['alias']));
  expect(owner).toHaveProperty('required.length', 11);
  await app.close();
});
